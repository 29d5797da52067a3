package org.mmdflow.experiment;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.expression.UserError;

/** What the user wrote for each key, from a file, from flags, or both. Immutable. */
final class Settings {
  /** No key is given. */
  static final Settings NONE = new Settings(Map.of());

  private final Map<String, Setting> byKey;

  Settings(Map<String, Setting> byKey) {
    this.byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
  }

  /** These, with flags that win: key without dashes to value, file names in the working folder. */
  Settings with(Map<String, String> flags) {
    Map<String, Setting> merged = new LinkedHashMap<>(byKey);
    flags.forEach(
        (key, value) -> {
          if (!ExperimentKeys.NAMES.contains(key)) {
            throw new UserError(
                "unknown key \""
                    + key
                    + "\", in --"
                    + key
                    + "; "
                    + Suggestions.mend(key, "keys", ExperimentKeys.NAMES));
          }
          merged.put(key, new Setting(value.strip(), "in --" + key, Path.of("")));
        });
    return new Settings(merged);
  }

  /** These, with values of a sweep that win; file names relative to {@code place}. */
  Settings swept(Map<String, String> values, Path place) {
    Map<String, Setting> merged = new LinkedHashMap<>(byKey);
    values.forEach((key, value) -> merged.put(key, new Setting(value, "in --sweep " + key, place)));
    return new Settings(merged);
  }

  /** The keys that the user gave. */
  Set<String> keys() {
    return byKey.keySet();
  }

  /** The same with another text for a key that the user gave; it still stands where it stood. */
  Settings withText(String key, String text) {
    Map<String, Setting> changed = new LinkedHashMap<>(byKey);
    changed.computeIfPresent(key, (k, was) -> new Setting(text, was.where(), was.base()));
    return new Settings(changed);
  }

  /** The value of {@code key} where the user gave one. */
  Optional<Setting> given(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** The value of {@code key}, or its default. */
  Setting get(String key) {
    return given(key)
        .orElseGet(
            () ->
                new Setting(
                    ExperimentKeys.of(key).defaultValue().orElseThrow(),
                    "in the default of " + key,
                    Path.of("")));
  }

  /** The value of a key that has no default. */
  Setting required(String key) {
    return given(key)
        .orElseThrow(
            () ->
                new UserError(
                    "no "
                        + key
                        + " is given, in the experiment; add --"
                        + key
                        + " with a distribution such as \"gaussian(n=1000, mean=[0, 0], sd=1)\""
                        + " or a points file"));
  }
}
