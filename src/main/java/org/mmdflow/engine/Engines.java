package org.mmdflow.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.KernelSpec;

/** Finds engines and opens the one that is wanted. */
public final class Engines {
  /** All names, the most preferred first. */
  public static final List<String> NAMES = List.of("cuda", "opencl", "cpu", "reference");

  private static final String OPENCL = NAMES.get(1);

  /** The engine that sums features. */
  private static final String FEATURES = NAMES.get(3);

  private Engines() {}

  /** The fastest engine that runs here; {@code device().why()} says why it was chosen. */
  public static Engine best() {
    return open("auto", EngineOptions.DEFAULT);
  }

  /**
   * Opens {@code auto}, or an engine by name, or one of its devices ({@code cuda:1}).
   *
   * @throws UserError if the name is unknown, or the engine named cannot run: with every reason
   */
  public static Engine open(String choice, EngineOptions options) {
    return open(choice, "asked for by name", options);
  }

  /** Likewise; {@code why} is the reason for an engine that is named. */
  public static Engine open(String choice, String why, EngineOptions options) {
    if (choice.equals("auto")) {
      return openBest(options);
    }
    int colon = choice.indexOf(':');
    String name = colon < 0 ? choice : choice.substring(0, colon);
    if (!NAMES.contains(name)) {
      throw new UserError(
          "unknown engine \"" + choice + "\", in --engine; " + mend(name, "auto", NAMES));
    }
    int index = colon < 0 ? 0 : deviceNumber(choice, choice.substring(colon + 1));
    EngineProvider.Probe probe = probe(name);
    if (probe.devices().isEmpty()) {
      throw new UserError(
          "engine "
              + name
              + " cannot run here, "
              + String.join(", ", probe.reasons())
              + "; use --engine auto, or see mmdflow devices");
    }
    if (index >= probe.devices().size()) {
      throw new UserError(
          "engine "
              + name
              + " has "
              + probe.devices().size()
              + (probe.devices().size() == 1 ? " device" : " devices")
              + ", no number "
              + index
              + ", in --engine; see mmdflow devices");
    }
    return new ChosenEngine(provider(name).orElseThrow().open(index, options), why);
  }

  /**
   * Likewise an engine for a kernel: for one of features {@code auto} is the only engine that sums
   * them.
   */
  public static Engine open(String choice, KernelSpec kernel, EngineOptions options) {
    return choice.equals("auto") && kernel.isOfFeatures()
        ? open(FEATURES, "no other engine sums features", options)
        : open(choice, options);
  }

  /** What each engine's probe says, by name, the most preferred first. */
  public static Map<String, EngineProvider.Probe> probeAll() {
    Map<String, EngineProvider.Probe> probes = new LinkedHashMap<>();
    NAMES.forEach(name -> probes.put(name, probe(name)));
    return probes;
  }

  private static Engine openBest(EngineOptions options) {
    // Engines by the reason why they are passed over.
    Map<String, List<String>> passedOver = new LinkedHashMap<>();
    for (String name : NAMES) {
      EngineProvider.Probe probe = probe(name);
      String reason = String.join(", ", probe.reasons());
      if (name.equals(OPENCL)) {
        FastGpu gpu = FastGpu.among(provider(name), probe, options);
        if (gpu.engine().isPresent()) {
          return new ChosenEngine(gpu.engine().get(), why(passedOver));
        }
        reason = gpu.reason();
      } else if (!probe.devices().isEmpty()) {
        return new ChosenEngine(provider(name).orElseThrow().open(0, options), why(passedOver));
      }
      passedOver.computeIfAbsent(reason, r -> new ArrayList<>()).add(name);
    }
    throw new IllegalStateException("no engine at all, not even the reference");
  }

  private static String why(Map<String, List<String>> passedOver) {
    return passedOver.isEmpty()
        ? "the first choice"
        : passedOver.entrySet().stream()
            .map(e -> "no " + String.join(" or ", e.getValue()) + " (" + e.getKey() + ")")
            .collect(Collectors.joining(", ", "the best that runs here: ", ""));
  }

  static EngineProvider.Probe probe(String name) {
    return provider(name)
        .map(EngineProvider::probe)
        .orElseGet(() -> new EngineProvider.Probe(List.of(), List.of("not part of this build")));
  }

  static Optional<EngineProvider> provider(String name) {
    return ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(p -> p.name().equals(name))
        .findFirst();
  }

  private static int deviceNumber(String choice, String text) {
    if (text.matches("\\d{1,4}")) {
      return Integer.parseInt(text);
    }
    throw new UserError(
        "\""
            + text
            + "\" is not a device number, in --engine "
            + choice
            + "; write for example "
            + choice.substring(0, choice.indexOf(':') + 1)
            + "0");
  }

  private static String mend(String word, String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return Suggestions.nearest(word, all)
        .map(near -> "did you mean \"" + near + "\"?")
        .orElse(
            "use " + String.join(", ", all.subList(0, all.size() - 1)) + " or " + others.get(3));
  }
}
