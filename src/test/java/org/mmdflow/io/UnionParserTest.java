package org.mmdflow.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;

class UnionParserTest {
  private static final Points A = Points.ofRows(new double[] {1, 2}, new double[] {3, 4});
  private static final Points B = Points.ofRows(new double[] {5, 6});

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String name : new String[] {"a.npy", "2020.npy", "x y (1).npy", "p+q.npy", "2*a.npz"}) {
      PointsFiles.write(A, folder.resolve(name));
    }
    PointsFiles.write(B, folder.resolve("b.npz"));
    PointsFiles.write(Points.zeros(2, 3), folder.resolve("d3.npy"));
    Files.writeString(folder.resolve("c.csv"), "x,y,z\n5,6,0\n");
    Files.writeString(folder.resolve("m.csv"), "weight,mean_1,mean_2,sd\n1,0,0,1\n");
  }

  private Points sample(String text) {
    return UnionParser.parse(text, folder).sample(3, Purpose.TARGET);
  }

  private static Points together(Points first, Points second) {
    double[] data = new double[first.data().length + second.data().length];
    System.arraycopy(first.data(), 0, data, 0, first.data().length);
    System.arraycopy(second.data(), 0, data, first.data().length, second.data().length);
    return Points.of(first.n() + second.n(), first.d(), data);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.25*a.npy + 0.75*b.npz",
        "0.25*a.npy+0.75*b.npz:points",
        "  .25 * a.npy  +  7.5e-1 * c.csv:x,y ",
        "2.5e-1*a.npy+7.5e-01*c.csv:1,2",
        "0.25*2020.npy + 0.75*\"c.csv:x,y\"",
        "0.25*x y (1).npy + 0.75*b.npz",
        "0.25*\"p+q.npy\" + 0.75*b.npz",
        "0.25*\"2*a.npz\" + 0.75*b.npz",
        "0.25*points([[1, 2], [3, 4]]) + 0.75*points([[5, 6]])",
        "0.25*a.npy\n+ 0.75*gaussian(n=1, mean=[5, 6], sd=0)",
      })
  void readsTwoTermsWithTheirWeights(String text) {
    Distribution union = UnionParser.parse(text, folder);
    assertThat(UnionParser.isUnion(text, folder)).isTrue();
    assertThat(union.sample(1, Purpose.START)).isEqualTo(together(A, B));
    assertThat(union.weights().orElseThrow().toArray()).containsExactly(0.125, 0.125, 0.75);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.5*\"a.npy\" + 0.5*gaussian(n=2, mean=[0, 0], sd=1)",
        "0.1*\"c.csv:x,y\" + 0.2*\"p+q.npy\" + 0.7*points([[1, 2]])",
        "0.3*mixture(n=4, file=\"m.csv\") + 0.7*us-postal-codes(n=3)",
      })
  void writesWhatItReads(String text) {
    Distribution union = UnionParser.parse(text, folder);
    assertThat(union).hasToString(text);
    assertThat(sample(union.toString())).isEqualTo(sample(text));
  }

  /** Every one of these meant the same before there were unions. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.npy",
        "2020.npy",
        "x y (1).npy",
        "p+q.npy",
        "2*a.npz",
        "2*a.npz:points",
        "\"p+q.npy\"",
        "\"2*a.npz:points\"",
        "points([[1, 2], [3, 4]])",
        "1*points([[1, 2], [3, 4]])",
      })
  void leavesASingleFileOrDistributionAsItIs(String text) {
    Distribution single = UnionParser.parse(text, folder);
    assertThat(single.weights()).isEmpty();
    assertThat(single.sample(1, Purpose.START)).isEqualTo(A);
  }

  @Test
  void aFileWithTheNameOfAUnionIsThatFile() {
    String name = "0.5*a.npy + 0.5*b.npy";
    PointsFiles.write(B, folder.resolve(name));
    assertThat(sample(name)).isEqualTo(B);
    assertThat(UnionParser.isUnion(name, folder.resolve("elsewhere"))).isTrue();
  }

  @Test
  void equalTermsOfPostalCodesAreDrawnApart() {
    Points drawn = sample("0.5*us-postal-codes(n=40) + 0.5*us-postal-codes(n=40)");
    double[] x = drawn.data();
    int common = 0;
    for (int i = 0; i < 40; i++) {
      for (int j = 40; j < 80; j++) {
        common += x[2 * i] == x[2 * j] && x[2 * i + 1] == x[2 * j + 1] ? 1 : 0;
      }
    }
    assertThat(common).isLessThan(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1.5*a.npy + -0.5*b.npz | the coefficient of a term must be above 0 but is -0.5, at character"
            + " 13 of \"1.5*a.npy + -0.5*b.npz\"; write for example 0.5*a.npy + 0.5*b.npy",
        "1*a.npy + 0*b.npz | the coefficient of a term must be above 0 but is 0, at character 11 of"
            + " \"1*a.npy + 0*b.npz\"; write for example 0.5*a.npy + 0.5*b.npy",
        "0.5*a.npy + 0.25*b.npz | the coefficients sum to 0.75, not to 1, at character 1 of"
            + " \"0.5*a.npy + 0.25*b.npz\"; divide each by the sum",
        "a.npy + b.npz | the coefficients sum to 2, not to 1, at character 1 of \"a.npy + b.npz\"; a"
            + " term without one counts as 1: write for example 0.5*a.npy + 0.5*b.npy",
        "0.5*a.npy | the coefficients sum to 0.5, not to 1, at character 1 of \"0.5*a.npy\"; divide"
            + " each by the sum",
        "1e999*a.npy | the coefficients sum to Infinity, not to 1, at character 1 of"
            + " \"1e999*a.npy\"; divide each by the sum",
        "0.5*a.npy + 0.5*none.npy | no such file, none.npy, at character 17 of \"0.5*a.npy +"
            + " 0.5*none.npy\"; check the name and the folder",
        "0.5*a.npy + 0.5*c.csv:x,w | no column 'w', c.csv, at character 17 of \"0.5*a.npy +"
            + " 0.5*c.csv:x,w\"; it has the columns x, y, z",
        "0.5*a.npy + 0.5*d3.npy | the terms differ in dimension: \"a.npy\" has 2, \"d3.npy\" has 3, at"
            + " character 17 of \"0.5*a.npy + 0.5*d3.npy\"; give points of one dimension, or pick"
            + " columns as in points.csv:x,y",
        "0.5*a.npy + 0.5*rong(n=5) | unknown distribution \"rong\" at character 17 of \"0.5*a.npy +"
            + " 0.5*rong(n=5)\"; did you mean \"ring\"?",
        "0.5*a.npy + 0.5*gaussian(n=0, mean=[0, 0], sd=1) | n must be at least 1 but is 0, at"
            + " character 28 of \"0.5*a.npy + 0.5*gaussian(n=0, mean=[0, 0], sd=1)\"; change n",
        "0.5*ring(n=5 + 0.5*a.npy | the bracket is never closed, at character 9 of \"0.5*ring(n=5 +"
            + " 0.5*a.npy\"; end it with \")\"",
        "0.5*\"a.npy + 0.5*b.npz | the quote is never closed, at character 5 of \"0.5*\"a.npy +"
            + " 0.5*b.npz\"; end it with \"",
        "0.5*a.npy + | a points file or a distribution is missing, at character 12 of \"0.5*a.npy"
            + " +\"; write for example 0.5*a.npy + 0.5*b.npy",
        "0.5* + 0.5*b.npz | a points file or a distribution is missing, at character 6 of \"0.5* +"
            + " 0.5*b.npz\"; write for example 0.5*a.npy + 0.5*b.npy",
        "0.5*a.npy + 0.5*b.txt | unknown kind of file, b.txt, at character 17 of \"0.5*a.npy +"
            + " 0.5*b.txt\"; its name must end in .npy, .npz or .csv",
        "0.5*a.npy + 0.5*0.5*b.npz | no such file, 0.5*b.npz, at character 17 of \"0.5*a.npy +"
            + " 0.5*0.5*b.npz\"; check the name and the folder",
        "0.5*a.npy + 0.5*p+q.npy | expected a points file or a distribution but found \"p\", at character"
            + " 17 of \"0.5*a.npy + 0.5*p+q.npy\"; a file's name ends in .npy, .npz or .csv, and"
            + " stands in quotes where it has a plus sign",
        "none+gone.npy | no such file, none+gone.npy; check the name and the folder",
        "0.5*gaussian(n=700000000, mean=[0, 0], sd=1) + 0.5*gaussian(n=700000000, mean=[0, 0], sd=1) |"
            + " 1400000000 points of 2 coordinates do not fit in one array, at character 1 of"
            + " \"0.5*gaussian(n=700000000, mean=[0, 0], sd=1) + 0.5*gaussian(n=700000000, mean=[0...\";"
            + " take fewer points or terms",
      })
  void refusesInOneLine(String text, String line) {
    assertThatThrownBy(() -> UnionParser.parse(text, folder))
        .isInstanceOf(UserError.class)
        .hasMessage(line);
  }

  /** Random pieces of good text: read, written and read again to the same, or refused in a line. */
  @Test
  void whateverTheTextItReadsOrRefuses() {
    String[] pieces = {
      "0.5",
      "1",
      "*",
      " + ",
      "+",
      "a.npy",
      "b.npz",
      "c.csv:x,y",
      "\"p+q.npy\"",
      "(",
      ")",
      "\"",
      "[",
      "-",
      "points([[1, 2]])",
      "gaussian(n=2, mean=[0, 0], sd=1)",
      " ",
      ":",
      "1e400",
      "\\",
      "none"
    };
    Random random = new Random(17);
    int read = 0;
    for (int i = 0; i < 4000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "0.5*a.npy + 0.5*" : "");
      for (int k = random.nextInt(6); k >= 0; k--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        Distribution first = UnionParser.parse(text.toString(), folder);
        Distribution again = UnionParser.parse(first.toString(), folder);
        assertThat(again).hasToString(first.toString());
        assertThat(again.n()).isEqualTo(first.n());
        read++;
      } catch (UserError e) {
        Finite.check(e);
      }
    }
    assertThat(read).isGreaterThan(100);
  }
}
