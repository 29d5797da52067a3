package org.mmdflow.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Instructions of a pair in the loop over sources, as the compiled kernels have them: a kernel that
 * becomes heavier is found without a GPU. A multiprocessor issues 128 of them in a cycle, and 16
 * powers of two.
 */
class SlotsTest {
  /** What the assembler folds into another instruction. */
  private static final Set<String> FREE = Set.of("neg.f32");

  private static final String POWER = "ex2.approx.ftz.f32";

  private static Stream<String> instructions(String block) {
    return block
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !"$./{}".contains(line.substring(0, 1)))
        .map(line -> line.split("[ \t]")[0])
        .filter(word -> !FREE.contains(word));
  }

  private static String gradientSums(String image) {
    String ptx = Images.text(image);
    String entry = ptx.substring(ptx.indexOf(".entry gradient_sums_"));
    int next = entry.indexOf(".entry ", 1);
    return next < 0 ? entry : entry.substring(0, next);
  }

  /** Of the loop that is unrolled, which has the most pairs; expanded it is the lightest. */
  private static double slots(String image, int pairs) {
    return Stream.of(gradientSums(image).split("\n(?=\\$L\\w+:)"))
        .filter(block -> instructions(block).filter(POWER::equals).count() == pairs)
        .mapToDouble(block -> (double) instructions(block).count() / pairs)
        .min()
        .orElseThrow();
  }

  /** Within 15 % of the multiply-adds, additions and powers that a pair must have: 2 d + 4. */
  @ParameterizedTest
  @CsvSource({"1, 4", "2, 4", "3, 4", "4, 4", "6, 2", "8, 2", "10, 2", "12, 2"})
  void gaussianSumsTakeWhatTheyMust(int d, int rows) {
    int unrolled = 4;
    assertThat(slots("gaussian_" + d + "_float", rows * unrolled))
        .isBetween(2.0 * d + 4, 1.15 * (2 * d + 4));
  }

  /**
   * Eight sources take as many products of 16 x 8 by 8 as they must, to and fro, of three parts
   * each or of one: tensor cores have nothing else to do.
   */
  @ParameterizedTest
  @CsvSource({"16, 2", "32, 2", "64, 1", "128, 1"})
  void tensorSumsTakeTheProductsTheyMust(int d, int tiles) {
    int must = 2 * (d / 8) * tiles;
    assertThat(products("gaussian_" + d + "_tensor_float")).isEqualTo(3L * must);
    assertThat(products("gaussian_" + d + "_tensor_fast_float")).isEqualTo(must);
  }

  private static long products(String image) {
    return instructions(gradientSums(image)).filter(word -> word.startsWith("mma.sync")).count();
  }
}
