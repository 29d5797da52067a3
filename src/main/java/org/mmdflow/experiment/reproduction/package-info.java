/**
 * The paper's experiments, each as one computation whose figures stand beside the published ones.
 */
package org.mmdflow.experiment.reproduction;
