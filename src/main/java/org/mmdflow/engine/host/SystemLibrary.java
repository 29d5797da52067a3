package org.mmdflow.engine.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A library of the system, found on Linux where its dynamic linker looks: {@code LD_LIBRARY_PATH},
 * the linker's cache, the usual folders. Loading it by its whole path before a binding asks for it
 * by name says why it does not load, and makes the linker take that very file afterwards. Folders
 * that are not absolute (an empty entry is the current folder) are left out: anybody may have put a
 * file there.
 */
public final class SystemLibrary {
  private static final Path CACHE = Path.of("/etc/ld.so.cache");

  private static final List<Path> USUAL =
      Stream.of(
              "/lib/x86_64-linux-gnu",
              "/usr/lib/x86_64-linux-gnu",
              "/lib/aarch64-linux-gnu",
              "/usr/lib/aarch64-linux-gnu",
              "/lib64",
              "/usr/lib64",
              "/lib",
              "/usr/lib")
          .map(Path::of)
          .toList();

  /**
   * What came of loading.
   *
   * @param loaded the file that is loaded now, if any
   * @param failures one clause for each file that was there and did not load
   */
  public record Outcome(Optional<Path> loaded, List<String> failures) {
    public Outcome {
      failures = List.copyOf(failures);
    }
  }

  private SystemLibrary() {}

  /** Loads the first file that loads of these names, for instance {@code libOpenCL.so.1}. */
  public static Outcome load(List<String> names) {
    String path = Optional.ofNullable(System.getenv("LD_LIBRARY_PATH")).orElse("");
    return firstThatLoads(candidates(names, path, CACHE, USUAL));
  }

  /** Loads the first of these that loads. */
  static Outcome firstThatLoads(List<Path> candidates) {
    List<String> failures = new ArrayList<>();
    for (Path candidate : candidates) {
      try {
        System.load(candidate.toString());
        return new Outcome(Optional.of(candidate), failures);
      } catch (UnsatisfiedLinkError e) {
        String words = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        failures.add(words.contains(candidate.toString()) ? words : candidate + ": " + words);
      }
    }
    return new Outcome(Optional.empty(), failures);
  }

  /** Files of these names that are there, each once, in the linker's order. */
  static List<Path> candidates(
      List<String> names, String libraryPath, Path cache, List<Path> usual) {
    Set<Path> found = new LinkedHashSet<>();
    for (String name : names) {
      Stream.of(libraryPath.split("[:;]", -1))
          .map(Path::of)
          .filter(Path::isAbsolute)
          .forEach(folder -> found.add(folder.resolve(name)));
      found.addAll(cached(name, cache));
      usual.forEach(folder -> found.add(folder.resolve(name)));
    }
    return found.stream().filter(Files::isRegularFile).toList();
  }

  /** The cache's strings end in a zero byte; what surrounds them is of no concern here. */
  private static List<Path> cached(String name, Path cache) {
    try {
      String text = Files.readString(cache, StandardCharsets.ISO_8859_1);
      Matcher paths = Pattern.compile("/[^\0]*/" + Pattern.quote(name) + "(?=\0)").matcher(text);
      return paths.results().map(path -> Path.of(path.group())).toList();
    } catch (IOException absent) {
      // A system without the cache (musl, NixOS): its folders are looked through.
      return List.of();
    }
  }
}
