/** The Gaussian toy: the published runs, and the trap of the plain flow. */
package org.mmdflow.experiment.reproduction.gaussian;
