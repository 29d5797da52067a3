package org.mmdflow.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mmdflow.experiment.ExperimentKey;
import org.mmdflow.experiment.ExperimentKeys;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A flag for every key of an experiment file. */
final class ExperimentFlags {
  private ExperimentFlags() {}

  /** Gives {@code command} the flags. */
  static void addTo(CommandSpec command) {
    int order = 1;
    for (ExperimentKey key : ExperimentKeys.ALL) {
      String value = key.defaultValue().map(text -> " (default: " + text + ")").orElse("");
      command.addOption(
          OptionSpec.builder(key.flag())
              .type(String.class)
              .paramLabel(key.type())
              .description(sentence(key.help()) + value + ".")
              .order(order++)
              .build());
    }
  }

  /** Begins with a capital, unless the first word is one that the user may write. */
  private static String sentence(String help) {
    boolean literal = help.matches("(\\S*[,(].*|\\S+ or .*)");
    return literal ? help : Character.toUpperCase(help.charAt(0)) + help.substring(1);
  }

  /** What the user gave, by key. */
  static Map<String, String> given(ParseResult parsed) {
    Map<String, String> flags = new LinkedHashMap<>();
    for (ExperimentKey key : ExperimentKeys.ALL) {
      if (parsed.hasMatchedOption(key.flag())) {
        flags.put(key.name(), parsed.matchedOptionValue(key.flag(), ""));
      }
    }
    return flags;
  }
}
