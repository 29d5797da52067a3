/** The noise level: what it costs and brings, and one that chooses itself. */
package org.mmdflow.experiment.reproduction.noise;
