/**
 * Experiments as a user describes them: YAML or flags become objects, the objects become a run
 * folder that can be resumed and repeated bit for bit; also the reproductions of published
 * experiments.
 */
package org.mmdflow.experiment;
