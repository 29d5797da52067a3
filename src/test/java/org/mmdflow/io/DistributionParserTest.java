package org.mmdflow.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
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

class DistributionParserTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(
        folder.resolve("m.csv"), "sd,mean_1,mean_2,weight\n1,0,0,0.25\n0.5,5,5,0.75\n");
    Files.writeString(folder.resolve("a b (1).csv"), "x,y\n1,2\n3,4\n");
    Files.writeString(folder.resolve("a.csv"), "x,y\n1,2\n3,4\n");
    ImageIO.write(
        new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("p.png").toFile());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gaussian(n=10, mean=[10, 10], sd=0.5)",
        "gaussian(n=3, mean=[-0.1], sd=1e-9)",
        "gaussian(n=3, mean=[1, 2], sd=[0, 2.5])",
        "uniform(n=4, low=[0, -1], high=[1, 1])",
        "ring(n=7, centre=[1, -1], radius=2, sd=0.1)",
        "sphere(n=7, d=50)",
        "mixture(n=9, file=\"m.csv\")",
        "points([[1, 2], [3, 4.5]])",
        "grid-of-image(\"p.png\", n=6)",
        "us-postal-codes(n=20)",
        "\"a b (1).csv\"",
        "\"a.csv:y,x\"",
      })
  void writesWhatItReads(String text) {
    Distribution first = DistributionParser.parse(text, folder);
    assertThat(first).hasToString(text);
    Distribution second = DistributionParser.parse(first.toString(), folder);
    assertThat(second.sample(5, Purpose.TARGET)).isEqualTo(first.sample(5, Purpose.TARGET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", " a.csv ", "\"a.csv\"", "a b (1).csv", "a.csv:1,2"})
  void takesAFileForFixedPoints(String text) {
    Distribution distribution = DistributionParser.parse(text, folder);
    assertThat(distribution.isFixed()).isTrue();
    assertThat(distribution.sample(1, Purpose.START))
        .isEqualTo(Points.ofRows(new double[] {1, 2}, new double[] {3, 4}));
  }

  @Test
  void pointsAtAMissingBracketRatherThanAFile() {
    assertThatThrownBy(() -> DistributionParser.parse("mixture(n=9, file=m.csv", folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("at character 8 of \"mixture(n=9, file=m.csv\"");
  }

  @Test
  void drawsLawsAnewAtEachStepAndPurpose() {
    Distribution law = DistributionParser.parse("mixture(n=5, file=m.csv)", folder);
    assertThat(law.isFixed()).isFalse();
    assertThat(law.sample(1, Purpose.START)).isNotEqualTo(law.sample(1, Purpose.TARGET));
    double[] second = new double[10];
    law.draw(1, Purpose.START, 1, second);
    assertThat(law.sample(1, Purpose.START).data()).isNotEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gausian(n=5, mean=[0], sd=1) | unknown distribution \"gausian\" at character 1 of"
            + " \"gausian(n=5, mean=[0], sd=1)\"; did you mean \"gaussian\"?",
        "gaussian(mean=[0], sd=1) | gaussian needs n, at character 1 of"
            + " \"gaussian(mean=[0], sd=1)\"; write gaussian(n=...)",
        "gaussian(n=5, mean=[0], sd=-1) | sd must not be negative: -1, at character 1 of"
            + " \"gaussian(n=5, mean=[0], sd=-1)\"; change the numbers",
        "uniform(n=5, low=[0, 1], high=[1, 1]) | low must be below high, by a finite length, on axis"
            + " 2: 1 and 1, at character 1 of \"uniform(n=5, low=[0, 1], high=[1, 1])\"; change the"
            + " numbers",
        "us-postal-codes(n=50000) | n must be at most 41412 but is 50000, at character 19 of"
            + " \"us-postal-codes(n=50000)\"; change n",
        "mixture(n=5, file=none.csv) | no such file, none.csv; check the name and the folder",
        "mixture(n=5, file=a.csv) | a mixture needs exactly one column 'weight', a.csv; its columns"
            + " are weight, mean_1 to mean_d, sd",
        "data.txt | unknown kind of file, data.txt; its name must end in .npy, .npz or .csv",
        "./none | unknown kind of file, ./none; its name must end in .npy, .npz or .csv",
        "ring | ring needs centre, at character 1 of \"ring\"; write ring(centre=...)",
        "none.npy | no such file, none.npy; check the name and the folder",
      })
  void refusesInOneLine(String text, String line) {
    assertThatThrownBy(() -> DistributionParser.parse(text, folder))
        .isInstanceOf(UserError.class)
        .hasMessage(line);
  }
}
