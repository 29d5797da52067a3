package org.mmdflow.experiment;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.FlowSnapshot;

/**
 * Everything that a resume needs.
 *
 * @param state positions, velocity, counters
 * @param precision in which the positions are stored, exactly
 * @param seconds that the run has taken so far
 * @param metrics length and hash of metrics.csv at this moment
 * @param metricsText the text of metrics.csv while it is small, to show what an edit changed
 * @param snapshots SHA-256 of the snapshots written so far, by step
 * @param monitors what the monitors remember, by name
 * @param settings the resolved settings by key
 * @param inputsHash SHA-256 of start, target and their weights
 */
record Checkpoint(
    FlowSnapshot state,
    Precision precision,
    double seconds,
    MetricsFile.State metrics,
    Optional<String> metricsText,
    Map<Long, String> snapshots,
    Map<String, double[]> monitors,
    Map<String, String> settings,
    String inputsHash) {
  /** Longer metrics files are known by their hash only. */
  static final long LONGEST_TEXT = 1 << 20;

  long step() {
    return state.step();
  }

  /** SHA-256 of step, positions and velocity: equal for equal states. */
  static String stateHash(FlowSnapshot state) {
    MessageDigest digest = Sha256.digest();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(state.step()).flip());
    Sha256.update(digest, state.particles().data());
    state.velocity().ifPresent(v -> Sha256.update(digest, v.data()));
    return Sha256.hex(digest);
  }
}
