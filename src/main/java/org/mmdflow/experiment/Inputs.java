package org.mmdflow.experiment;

import java.security.MessageDigest;
import java.util.Optional;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.FeatureKernel;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.network.NetworkFeatures;
import org.mmdflow.random.Purpose;

/**
 * The data of an experiment, read and checked.
 *
 * @param start N x d positions
 * @param startLaw what they were drawn from
 * @param startWeights masses of the particles, given or those of a union, uniform where empty
 * @param target M points, fixed or a law
 * @param targetWeights masses of the target's points, likewise
 */
public record Inputs(
    Points start,
    Distribution startLaw,
    Optional<Weights> startWeights,
    Distribution target,
    Optional<Weights> targetWeights) {

  /**
   * Reads files and draws the start.
   *
   * @throws UserError if a file cannot be read, sizes do not fit, or the memory does not suffice
   */
  public static Inputs load(Experiment e) {
    return load(e, new DataCache());
  }

  /** Likewise, with what {@code cache} has read already. */
  static Inputs load(Experiment e, DataCache cache) {
    Distribution start = law(e, ExperimentKeys.START, cache);
    Distribution target = law(e, ExperimentKeys.TARGET, cache);
    checkDimensions(e, start, target);
    MemoryNeed.check(start.n(), target.n(), start.d());
    Optional<Weights> startWeights = weights(e, ExperimentKeys.START_WEIGHTS, start, cache);
    Optional<Weights> targetWeights = weights(e, ExperimentKeys.TARGET_WEIGHTS, target, cache);
    if (e.redrawTarget) {
      checkRedraw(e, target);
    }
    Points drawn = start.sample(e.seed, Purpose.START);
    return new Inputs(drawn, start, startWeights, target, targetWeights);
  }

  /** The target as it stands at step 0, M x d. */
  public Points targetPoints(long seed) {
    return target.sample(seed, Purpose.TARGET);
  }

  /** SHA-256 of all numbers, the target's as they stand at step 0, and of the kernel's data. */
  String hash(long seed, Kernel kernel) {
    MessageDigest digest = Sha256.digest();
    Sha256.update(digest, start.data());
    startWeights.ifPresent(w -> Sha256.update(digest, w.toArray()));
    Sha256.update(digest, targetPoints(seed).data());
    targetWeights.ifPresent(w -> Sha256.update(digest, w.toArray()));
    if (kernel instanceof FeatureKernel of && of.features() instanceof NetworkFeatures network) {
      Sha256.update(digest, network.data().data());
    }
    return Sha256.hex(digest);
  }

  private static Distribution law(Experiment e, String key, DataCache cache) {
    Setting setting = e.settings.required(key);
    return setting.read(text -> cache.law(text, setting.base()));
  }

  private static Optional<Weights> weights(
      Experiment e, String key, Distribution law, DataCache cache) {
    Optional<Setting> file = e.settings.given(key);
    if (file.isPresent() && law.weights().isPresent()) {
      throw file.get()
          .error("a weighted union has its weights from its coefficients", "remove " + key);
    }
    return file.map(s -> s.read(text -> cache.weights(text, s.base(), law.n()))).or(law::weights);
  }

  private static void checkDimensions(Experiment e, Distribution start, Distribution target) {
    if (start.d() != target.d()) {
      throw new UserError(
          "start and target differ in dimension: start has "
              + Sources.size(start)
              + " numbers, target "
              + Sources.size(target)
              + ", "
              + e.settings.required(ExperimentKeys.TARGET).where()
              + "; give points of one dimension");
    }
  }

  private static void checkRedraw(Experiment e, Distribution target) {
    Setting setting = e.settings.get(ExperimentKeys.TARGET_RESAMPLING);
    if (target.isFixed()) {
      throw setting.error(
          "fixed points cannot be drawn anew at every step",
          "remove target-resampling, or give a distribution as target");
    }
    if (e.settings.given(ExperimentKeys.TARGET_WEIGHTS).isPresent()) {
      throw setting.error(
          "weights of the target do not fit points drawn anew at every step",
          "remove target-weights or target-resampling");
    }
  }
}
