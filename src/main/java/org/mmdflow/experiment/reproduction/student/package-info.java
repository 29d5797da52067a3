/** Student and teacher: the published figure, and separate sub-networks. */
package org.mmdflow.experiment.reproduction.student;
