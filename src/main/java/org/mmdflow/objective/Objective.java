package org.mmdflow.objective;

import java.util.List;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Part;

/**
 * What a flow descends: says which signed sources the witness has at this step, and measures
 * itself. Belongs to its engine's thread.
 */
public interface Objective extends AutoCloseable {
  /**
   * The sources of the witness, particles minus target: views of clouds that live as long as this.
   */
  List<Part> sources();

  /** N x 1 masses of the particles. */
  Cloud weights();

  /** Measures the cloud as it stands: one pass over the pairs, at the clean particles. */
  Metrics measure();

  /** Must be called when the target on the device was overwritten. */
  void targetChanged();

  @Override
  void close();
}
