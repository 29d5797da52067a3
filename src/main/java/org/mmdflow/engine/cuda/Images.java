package org.mmdflow.engine.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.gpu.SumProgram;
import org.mmdflow.engine.gpu.Tile;

/**
 * The compiled kernels: {@code kernels/cuda/prebuilt}, an image for each profile, dimension and
 * precision that is worth one, listed with what it was specialised to.
 */
final class Images {
  /** Kernels of any kind without polynomials, by a number in the components. */
  private static final String RADIAL = "radial";

  /** Kernels of any kind. */
  private static final String MIXED = "mixed";

  /** Below, padding costs more than tensor cores gain. */
  private static final int LEAST_TENSOR = 16;

  private static final String FOLDER = "/org/mmdflow/kernels/cuda/prebuilt/";

  private static final Images ALL = new Images(file("index.txt"));

  /**
   * An image of sums.
   *
   * @param name of the image, and the ending of its entries' names
   * @param dimension the most it takes; 0 for any
   * @param particles of a group
   * @param items of a group
   */
  record Image(String name, int dimension, int particles, int items) {
    /** How it lays work out. */
    Tile tile() {
      // Sources go in fours.
      return new Tile(name, items, particles, dimension, (dimension + 5) / 4 * 4);
    }

    boolean isOfOneProfile() {
      return !name.startsWith(RADIAL) && !name.startsWith(MIXED);
    }
  }

  /** By kind and precision, then by dimension; what takes any has the largest. */
  private final Map<String, NavigableMap<Integer, Image>> images = new LinkedHashMap<>();

  Images(String index) {
    index.lines().filter(line -> line.contains(" sums.cu ")).forEach(this::add);
  }

  /** Those of this build. */
  static Images all() {
    return ALL;
  }

  /** A line of {@code kernels/cuda/variants.sh}. */
  private void add(String line) {
    String name = line.substring(0, line.indexOf(' '));
    int dimension = option(line, "DIMENSION").orElseThrow();
    int items = option(line, "ITEMS").orElseThrow();
    Image image = new Image(name, dimension, particles(line, items), items);
    String kind = name.replaceFirst("_(any|\\d+)_", "_");
    images
        .computeIfAbsent(kind, k -> new TreeMap<>())
        .put(dimension == 0 ? Integer.MAX_VALUE : dimension, image);
  }

  /** Of a group: see the tiles' headers. */
  private static int particles(String line, int items) {
    if (option(line, "FEW").isPresent()) {
      return items / 4;
    }
    // On tensor cores a warp of 32 items holds tiles of 16 particles.
    return option(line, "TILES")
        .map(tiles -> items / 32 * 16 * tiles)
        .orElseGet(() -> items * option(line, "ROWS").orElseThrow());
  }

  private static Optional<Integer> option(String line, String name) {
    Matcher number = Pattern.compile("-DMMDFLOW_" + name + "=(\\d+)( |$)").matcher(line);
    return number.find() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
  }

  /** The image that a program runs. */
  Image of(SumProgram program) {
    return candidates("", program).ceilingEntry(program.d()).getValue();
  }

  /** Likewise, of those for any dimension. */
  Image ofAnyDimension(SumProgram program) {
    return candidates("", program).lastEntry().getValue();
  }

  /** The one for tensor cores, if there is one. */
  Optional<Image> tensor(SumProgram program) {
    String tensor = program.isExact() ? "_tensor_" : "_tensor_fast_";
    return program.d() < LEAST_TENSOR
        ? Optional.empty()
        : program
            .profile()
            .map(name -> images.get(name + tensor + name(program.precision())))
            .flatMap(candidates -> of(candidates, program.d()));
  }

  /**
   * Numbers of a packed source in R^d, of the image that takes most of those that a sum may run.
   */
  int packed(int d) {
    return images.values().stream()
        .flatMap(candidates -> of(candidates, d).stream())
        .filter(image -> image.dimension() > 0)
        .mapToInt(image -> image.tile().packed())
        .max()
        .orElse(0);
  }

  /** The one for few particles and sources, if there is one. */
  Optional<Image> few(SumProgram program) {
    return of(candidates("few_", program), program.d());
  }

  private static Optional<Image> of(NavigableMap<Integer, Image> candidates, int d) {
    return Optional.ofNullable(candidates.ceilingEntry(d)).map(Map.Entry::getValue);
  }

  private NavigableMap<Integer, Image> candidates(String tile, SumProgram program) {
    String ending = "_" + tile + name(program.precision());
    String general = (program.isInner() ? MIXED : RADIAL) + ending;
    NavigableMap<Integer, Image> candidates =
        images.getOrDefault(program.profile().orElse("") + ending, images.get(general));
    if (candidates == null) {
      throw new IllegalStateException("this build has no kernels " + general);
    }
    return candidates;
  }

  /** How images call a precision. */
  static String name(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  /** The PTX of an image. */
  static String text(String name) {
    return file(name + ".ptx");
  }

  /** Likewise, with the zero byte that ends it. */
  static byte[] ptx(String name) {
    return (text(name) + '\0').getBytes(StandardCharsets.UTF_8);
  }

  private static String file(String file) {
    try (InputStream in = Images.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks the kernels " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
