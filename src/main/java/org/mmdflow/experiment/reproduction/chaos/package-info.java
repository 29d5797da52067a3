/** Propagation of chaos: particles against coupled copies of the limit. */
package org.mmdflow.experiment.reproduction.chaos;
