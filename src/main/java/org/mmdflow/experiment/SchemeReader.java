package org.mmdflow.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;

/** Reads the scheme and the keys that belong to one scheme or another. */
final class SchemeReader {
  private static final String SOBOLEV = "sobolev";
  private static final String ANNEALING = "annealing";
  private static final List<String> NOISY = List.of("noise-injection", "diffusion", "continuation");
  private static final List<String> SCHEMES =
      List.of("euler", "noise-injection", "diffusion", SOBOLEV, "continuation", ANNEALING);

  private final ExperimentReader read;
  private final Settings settings;

  SchemeReader(ExperimentReader read, Settings settings) {
    this.read = read;
    this.settings = settings;
  }

  Scheme scheme() {
    String name = read.word(ExperimentKeys.SCHEME, SCHEMES);
    if (!NOISY.contains(name)) {
      refuse(
          name,
          ExperimentKeys.NOISE,
          "add --scheme noise-injection or --scheme diffusion, or remove the noise");
    }
    if (!name.equals(SOBOLEV)) {
      refuse(name, ExperimentKeys.RIDGE, "add --scheme sobolev, or remove the ridge");
    }
    if (!name.equals(ANNEALING)) {
      refuse(
          name,
          ExperimentKeys.BANDWIDTH_FACTOR,
          "add --scheme annealing, or remove the bandwidth-factor");
    }
    return switch (name) {
      case "noise-injection" -> Scheme.noiseInjection(level(name));
      case "diffusion" -> Scheme.diffusion(level(name));
      case "continuation" -> Scheme.continuation(level(name));
      case SOBOLEV -> new Scheme.Sobolev(ridge());
      case ANNEALING -> Scheme.annealing(factor());
      default -> Scheme.euler();
    };
  }

  private void refuse(String scheme, String key, String mend) {
    settings
        .given(key)
        .ifPresent(
            given -> {
              throw given.error("scheme " + scheme + " takes no " + key, mend);
            });
  }

  private Schedule level(String scheme) {
    return needed(
        ExperimentKeys.NOISE,
        "scheme " + scheme + " needs a noise level",
        "add for example --noise 1");
  }

  private Schedule factor() {
    return needed(
        ExperimentKeys.BANDWIDTH_FACTOR,
        "scheme annealing needs a bandwidth-factor",
        "add for example --bandwidth-factor \"linear(5, 1, over=1000)\"");
  }

  private Schedule needed(String key, String what, String mend) {
    return settings
        .given(key)
        .orElseThrow(() -> settings.get(ExperimentKeys.SCHEME).error(what, mend))
        .read(Schedule::parse);
  }

  private OptionalDouble ridge() {
    Optional<Setting> setting = settings.given(ExperimentKeys.RIDGE);
    if (setting.isEmpty()) {
      return OptionalDouble.empty();
    }
    double value = Numerals.real(setting.get(), ExperimentKeys.RIDGE, "0.1");
    if (!(value > 0)) {
      throw setting.get().mustBe(ExperimentKeys.RIDGE, "above 0", "try 0.1");
    }
    return OptionalDouble.of(value);
  }
}
