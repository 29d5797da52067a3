package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Points;

/** The mistakes that users make, and the one line that each of them gets. */
class MistakesTest {
  @TempDir static Path folder;

  @BeforeAll
  static void writeFiles() throws IOException {
    PointsFiles.write(Points.zeros(4, 2), folder.resolve("plane.npy"));
    PointsFiles.write(Points.zeros(5, 3), folder.resolve("space.npy"));
    Files.writeString(folder.resolve("w3.csv"), "0.5\n0.25\n0.25\n");
    Files.writeString(folder.resolve("w4.csv"), "0.5\n0.25\n0.25\n0.25\n");
    Files.writeString(folder.resolve("minus.csv"), "0.5\n0.75\n0.25\n-0.5\n");
  }

  /** Key, value, further keys as k=v;k=v, the line. DIR stands for the folder of files. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          kernal|energy||unknown key "kernal", in --kernal; did you mean "kernel"?
          zzzzzz|1||unknown key "zzzzzz", in --zzzzzz; the keys are KEYS
          kernel|gausian(h=1)||unknown kernel "gausian" at character 1 of "gausian(h=1)", in --kernel; did you mean "gaussian"?
          kernel|gaussian(h=0)||h must be above 0 but is 0, at character 12 of "gaussian(h=0)", in --kernel; change h
          kernel|energy||the kernel energy has no Lipschitz constant, so there is no automatic step size, in --kernel; add for example --step-size 0.1
          kernel|laplace(l=1)||the kernel laplace(l=1) has no Lipschitz constant, so there is no automatic step size, in --kernel; add for example --step-size 0.1
          scheme|euller||unknown scheme "euller", in --scheme; did you mean "euler"?
          scheme|langevin||unknown scheme "langevin", in --scheme; write euler, noise-injection, diffusion, sobolev, continuation or annealing
          scheme|sobolev|kernel=energy|the kernel energy has no mixed second derivative where points meet, in --kernel; use gaussian, matern32, matern52, imq, rational-quadratic, polynomial or sums of them
          scheme|sobolev|kernel=polynomial(degree=2, c=1);step-size=0.1|the kernel polynomial(degree=2, c=1) has no Lipschitz constant, so there is no automatic ridge, in --kernel; add for example --ridge 0.1
          scheme|sobolev|start=gaussian(n=2049, mean=[0, 0], sd=1)|the Sobolev system of 2049 particles in 2 dimensions has 4098 unknowns, which is 0.134 GB of memory and more than 4096, in --start; take at most 2048 particles
          noise|1|scheme=sobolev|scheme sobolev takes no noise, in --noise; add --scheme noise-injection or --scheme diffusion, or remove the noise
          ridge|0|scheme=sobolev|ridge must be above 0 but is "0", in --ridge; try 0.1
          ridge|little|scheme=sobolev|ridge must be a finite number but is "little", in --ridge; write for example ridge: 0.1
          ridge|0.1||scheme euler takes no ridge, in --ridge; add --scheme sobolev, or remove the ridge
          scheme|continuation||scheme continuation needs a noise level, in --scheme; add for example --noise 1
          scheme|continuation|noise=1;kernel=matern32(l=1)|the kernel matern32(l=1) has no closed form of its mean over noise: only Gaussians and sums of them have, in --kernel; use gaussian or a sum of gaussians
          noise|1e200|scheme=continuation;kernel=gaussian(h=1)|the noise is 1e200 at step 0, which gives no kernel (h must lie between 1e-150 and 1e150 but is 1e200), in --noise; use less noise
          scheme|annealing||scheme annealing needs a bandwidth-factor, in --scheme; add for example --bandwidth-factor "linear(5, 1, over=1000)"
          scheme|annealing|bandwidth-factor=2;kernel=energy;step-size=1|the kernel energy has no bandwidth to change, in --kernel; use a kernel with a length, such as gaussian
          bandwidth-factor|constant(2, until=10)|scheme=annealing;kernel=gaussian(h=1)|the bandwidth-factor is 0 at step 999, which gives no kernel (h must lie between 1e-150 and 1e150 but is 0), in --bandwidth-factor; keep it above 0, such as linear(5, 1, over=1000)
          bandwidth-factor|2||scheme euler takes no bandwidth-factor, in --bandwidth-factor; add --scheme annealing, or remove the bandwidth-factor
          scheme|noise-injection||scheme noise-injection needs a noise level, in --scheme; add for example --noise 1
          scheme|diffusion||scheme diffusion needs a noise level, in --scheme; add for example --noise 1
          noise|1||scheme euler takes no noise, in --noise; add --scheme noise-injection or --scheme diffusion, or remove the noise
          momentum|1||momentum must be at least 0 and below 1 but is "1", in --momentum; try 0.9
          momentum|-0.1||momentum must be at least 0 and below 1 but is "-0.1", in --momentum; try 0.9
          momentum|heavy||momentum must be a finite number but is "heavy", in --momentum; write for example momentum: 0.9
          momentum|1e999||momentum must be a finite number but is "1e999", in --momentum; write for example momentum: 0.9
          steps|-1||steps must be a whole number from 0 to 17592186044415 but is "-1", in --steps; change the number
          steps|1.5||steps must be a whole number from 0 to 17592186044415 but is "1.5", in --steps; write for example steps: 100
          steps|many||steps must be a whole number from 0 to 17592186044415 but is "many", in --steps; write for example steps: 100
          seed|0x10||seed must be a whole number but is "0x10", in --seed; write for example seed: 100
          seed|9223372036854775808||seed must be a whole number but is "9223372036854775808", in --seed; write for example seed: 100
          stop-below|0||stop-below must be above 0 but is "0", in --stop-below; try 1e-9
          stop-below|small||stop-below must be a finite number but is "small", in --stop-below; write for example stop-below: 1e-9
          engine|cudda||unknown engine "cudda", in --engine; did you mean "cuda"?
          engine|abacus||unknown engine "abacus", in --engine; write auto, cuda, opencl, cpu or reference
          precision|half||unknown precision "half", in --precision; write float or double
          precision|dubble||unknown precision "dubble", in --precision; did you mean "double"?
          metrics-every|0||metrics-every must be a whole number from 1 to 17592186044415 but is "0", in --metrics-every; change the number
          checkpoint-every|0||checkpoint-every must be a whole number from 1 to 17592186044415 but is "0", in --checkpoint-every; change the number
          snapshots|evry(5)||unknown snapshot rule "evry" at character 1 of "evry(5)", in --snapshots; did you mean "every"?
          snapshots|every(0)||k must be at least 1 but is 0, at character 7 of "every(0)", in --snapshots; change k
          snapshots|100||expected a snapshot rule but found 100, at character 1 of "100", in --snapshots; write it as name(key=value, ...)
          monitors|disipation||unknown monitor "disipation", in --monitors; did you mean "dissipation"?
          monitors|lojasiewicz, lojasiewicz||monitor lojasiewicz is given twice, in --monitors; keep one
          target-resampling|always||unknown target-resampling "always", in --target-resampling; write never or every-step
          target-resampling|every-step|target=points([[0, 0], [1, 1]])|fixed points cannot be drawn anew at every step, in --target-resampling; remove target-resampling, or give a distribution as target
          target|DIR/space.npy|start=DIR/plane.npy|start and target differ in dimension: start has 4 x 2 numbers, target 5 x 3, in --target; give points of one dimension
          start-weights|DIR/w3.csv|start=DIR/plane.npy|3 weights for 4 points, DIR/w3.csv, in --start-weights; give one for each
          start-weights|DIR/w4.csv|start=DIR/plane.npy|weights sum to 1.25, DIR/w4.csv, in --start-weights; divide them by it so that they sum to 1
          start-weights|DIR/minus.csv|start=DIR/plane.npy|weight 4 is negative: -0.5, DIR/minus.csv, in --start-weights; weights must be at least 0
          target|DIR/none.npy||no such file, DIR/none.npy, in --target; check the name and the folder
          """)
  void oneLine(String key, String value, String others, String line) {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("start", "gaussian(n=4, mean=[0, 0], sd=1)");
    flags.put("target", "gaussian(n=4, mean=[0, 0], sd=1)");
    for (String other : Stream.ofNullable(others).flatMap(o -> Stream.of(o.split(";"))).toList()) {
      int equals = other.indexOf('=');
      flags.put(other.substring(0, equals), filled(other.substring(equals + 1)));
    }
    flags.put(key, filled(value));
    assertThatThrownBy(() -> ResolvedExperiment.of(Experiment.of(flags)))
        .isInstanceOf(UserError.class)
        .hasMessage(filled(line));
  }

  private static String filled(String text) {
    return text.replace("DIR", folder.toString())
        .replace("KEYS", String.join(", ", ExperimentKeys.NAMES));
  }

  @Test
  void startAndTargetAreNeeded() {
    assertThatThrownBy(() -> Experiment.of(Map.of()))
        .hasMessage(
            "no start is given, in the experiment; add --start with a distribution such as"
                + " \"gaussian(n=1000, mean=[0, 0], sd=1)\" or a points file");
  }

  @ParameterizedTest
  @CsvSource({"step-size,-0.1", "noise,-1"})
  void negativeLevelsAreRefused(String key, String value) {
    Map<String, String> flags = Runs.small(key, value);
    assertThatThrownBy(() -> Experiment.of(flags))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("must be at least 0 but is " + value)
        .hasMessageContaining(", in --" + key + "; ");
  }

  @Test
  void whatDoesNotFitInMemoryIsRefusedBeforeItIsTried() {
    Map<String, String> flags = Runs.small("start", "gaussian(n=1e9, mean=[0, 0], sd=1)");
    assertThatThrownBy(() -> ResolvedExperiment.of(Experiment.of(flags)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("GB of Java heap, which has ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100000000 | 100 | 2 | need 19.20 GB of Java heap, which has 6.00 GB, in the experiment;"
            + " take at most 31249966 particles, or allow more with MMDFLOW_JAVA_OPTS=-Xmx23g",
        "10 | 100000000 | 2 | need 6.40 GB of Java heap, which has 6.00 GB, in the experiment;"
            + " take fewer points, or allow more with MMDFLOW_JAVA_OPTS=-Xmx8g",
        "2147483647 | 1 | 1 | are more numbers than an array holds, in the experiment; take at most"
            + " 2147483639 of either",
        "1 | 2000000000 | 3 | are more numbers than an array holds, in the experiment; take at most"
            + " 715827879 of either"
      })
  void whatDoesNotFitIsToldWithWhatWould(long n, long m, int d, String message) {
    long heap = 6_000_000_000L;
    assertThat(MemoryNeed.refusal(n, m, d, heap).orElseThrow())
        .hasMessage(
            "%d particles and %d target points in %d dimension%s %s",
            n, m, d, d == 1 ? "" : "s", message);
    assertThat(MemoryNeed.refusal(31_249_966, 100, 2, heap)).isEmpty();
    assertThat(MemoryNeed.refusal(31_249_967, 100, 2, heap)).isPresent();
  }

  @Test
  void everyKeyHasHelpAndADefaultThatIsValid() {
    assertThat(ExperimentKeys.ALL).allSatisfy(k -> assertThat(k.help()).isNotBlank());
    Map<String, String> flags = new LinkedHashMap<>();
    ExperimentKeys.ALL.forEach(k -> k.defaultValue().ifPresent(v -> flags.put(k.name(), v)));
    flags.put("start", "gaussian(n=4, mean=[0, 0], sd=1)");
    flags.put("target", "gaussian(n=4, mean=[0, 0], sd=1)");
    assertThat(ResolvedExperiment.of(Experiment.of(flags)).values()).containsEntry("steps", "1000");
  }
}
