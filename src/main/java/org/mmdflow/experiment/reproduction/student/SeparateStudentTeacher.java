package org.mmdflow.experiment.reproduction.student;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Engines;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.ReproductionOptions;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.expression.Numbers;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.network.Activation;
import org.mmdflow.network.Answers;
import org.mmdflow.network.SubNetwork;
import org.mmdflow.random.Purpose;

/**
 * Student and teacher as the slides write them: each particle a sub-network of its own, and the MMD
 * of their features descended by the flow. The published figure is of a network whose second layer
 * is dense; here the plain flow does not get stuck.
 */
public final class SeparateStudentTeacher {
  /** What a page says of it. */
  public static final String SENTENCE =
      "In the parametrisation of the slides, where each particle is a sub-network of its own, the"
          + " plain flow does not get stuck: its error keeps falling. Noise injection is slower"
          + " early and pays in the validation error only after some thousand epochs. The gap of"
          + " the published figure belongs to a network whose second layer is dense.";

  private static final int DIMENSION = 50;
  private static final int WIDTH = 3;
  private static final long HALVED_EVERY = 1000;
  private static final long QUICK_EPOCHS = 100;
  private static final long EPOCHS = 3000;
  private static final double[] STEP_SIZES = {0.5, 5};

  private final Size size;
  private final SubNetwork train;
  private final SubNetwork validation;
  private final Points students;
  private final Points teacher;
  private final double[] trainAnswers;
  private final double[] validationAnswers;
  private final ReproductionOptions options;
  private final Observer observer;
  private final long epochs;

  /**
   * How large it is.
   *
   * @param students sub-networks of the student; the teacher is one
   * @param data points to train on, and as many to validate
   * @param batch data points of a step; an epoch has as many steps as the data have batches
   */
  record Size(int students, int data, int batch) {
    /** Of the paper. */
    static final Size PUBLISHED = new Size(1000, 1000, 100);

    int stepsPerEpoch() {
      return data / batch;
    }
  }

  /**
   * What came out.
   *
   * @param panels half the mean squared error on training and on validation data, by epoch
   * @param rows the last errors of each run; nothing is published
   */
  public record Outcome(List<Panel> panels, List<Row> rows) {
    /** Keeps its own lists. */
    public Outcome {
      panels = List.copyOf(panels);
      rows = List.copyOf(rows);
    }
  }

  /** One run: what was measured, by epoch. */
  private record Run(String name, List<double[]> measured) {
    Curve curve(int column) {
      return Curve.of(
          name,
          Curve.Origin.OURS,
          measured.stream().mapToDouble(m -> m[0]).toArray(),
          measured.stream().mapToDouble(m -> m[column]).toArray());
    }

    Row row(String error, int column, long epochs) {
      double[] last = measured.get(measured.size() - 1);
      boolean reached = last[0] == epochs;
      double ours = reached ? last[column] : Double.NaN;
      return new Row(
          String.format(
              Locale.ROOT,
              "separate sub-networks, %s: %s at epoch %,d (%.2g at the start)",
              name,
              error,
              epochs,
              measured.get(0)[column]),
          OptionalDouble.empty(),
          ours,
          ours,
          ours,
          "",
          reached ? Row.Verdict.SHOWN : Row.Verdict.NOT_REACHED);
    }
  }

  private SeparateStudentTeacher(Size size, ReproductionOptions options, Observer observer) {
    this.size = size;
    this.options = options;
    this.observer = observer;
    epochs = options.steps().orElse(options.quick() ? QUICK_EPOCHS : EPOCHS);
    Points all =
        Distributions.sphere(DIMENSION).of(2 * size.data()).sample(options.seed(), Purpose.DATA);
    train = networks(all, 0);
    validation = networks(all, size.data());
    double[] centre = new double[train.d()];
    teacher = Distributions.gaussian(centre, 1).of(1).sample(options.seed(), Purpose.TARGET);
    Arrays.fill(centre, 1e-3);
    students =
        Distributions.gaussian(centre, 1)
            .of(size.students())
            .sample(options.seed(), Purpose.NETWORK_WEIGHTS);
    trainAnswers = Answers.of(train, teacher);
    validationAnswers = Answers.of(validation, teacher);
  }

  private SubNetwork networks(Points data, int first) {
    int[] rows = new int[size.data()];
    Arrays.setAll(rows, i -> first + i);
    return new SubNetwork(data.rows(rows), WIDTH, Activation.QUADEXP);
  }

  /**
   * Carries the runs out on the thread of the call: plain flow and noise injection, each with two
   * step sizes, from the same start.
   */
  public static Outcome carryOut(ReproductionOptions options, Observer observer) {
    return carryOut(Size.PUBLISHED, options, observer);
  }

  static Outcome carryOut(Size size, ReproductionOptions options, Observer observer) {
    return new SeparateStudentTeacher(size, options, observer).carryOut();
  }

  private Outcome carryOut() {
    List<Run> runs = new ArrayList<>();
    try (Engine engine =
        Engines.open("reference", "no other engine sums features", options.engineOptions())) {
      observer.runsOn(engine.device());
      for (double stepSize : STEP_SIZES) {
        runs.add(run(engine, stepSize, Scheme.euler(), "plain", runs.size()));
        Schedule level = Schedule.halving(1, HALVED_EVERY * size.stepsPerEpoch());
        runs.add(run(engine, stepSize, Scheme.noiseInjection(level), "noise", runs.size()));
      }
    }
    return new Outcome(
        List.of(panel("training", 1, runs), panel("validation", 2, runs)), rows(runs));
  }

  private Run run(Engine engine, double stepSize, Scheme scheme, String method, int number) {
    String name = method + ", step size " + Numbers.format(stepSize);
    List<double[]> measured = new ArrayList<>();
    long steps = epochs * size.stepsPerEpoch();
    try (Flow flow =
        Flow.from(students)
            .to(teacher)
            .kernel(Kernel.features(train))
            .scheme(scheme)
            .stepSize(stepSize)
            .miniBatch(size.batch())
            .seed(options.seed())
            .precision(options.precision())
            .listen(Cadence.logarithmic(30, steps, steps), view -> measured.add(measure(view)))
            .on(engine)) {
      long stretch = size.stepsPerEpoch();
      for (long done = 0; done < steps && !observer.stopRequested(); done += stretch) {
        flow.run(stretch);
        observer.progress(
            "separate sub-networks, " + name,
            number * epochs + (done + stretch) / size.stepsPerEpoch(),
            2L * STEP_SIZES.length * epochs);
      }
      if (measured.isEmpty() || last(measured)[0] * size.stepsPerEpoch() < flow.step()) {
        measured.add(measure(flow));
      }
    }
    return new Run(name, measured);
  }

  private static double[] last(List<double[]> measured) {
    return measured.get(measured.size() - 1);
  }

  /**
   * Epoch, and half the mean squared error on training and on validation data. The first is what
   * the flow descends.
   */
  private double[] measure(FlowView view) {
    Points particles = view.particles();
    return new double[] {
      (double) view.step() / size.stepsPerEpoch(),
      error(train, particles, trainAnswers),
      error(validation, particles, validationAnswers)
    };
  }

  private static double error(SubNetwork networks, Points particles, double[] answers) {
    return Answers.halfMeanSquaredError(networks, Answers.of(networks, particles), answers);
  }

  private static Panel panel(String data, int column, List<Run> runs) {
    return new Panel(
        "Separate sub-networks: half mean squared " + data + " error",
        Panel.Axis.linear("epoch"),
        Panel.Axis.log("half mean squared error"),
        runs.stream().map(run -> run.curve(column)).toList());
  }

  private List<Row> rows(List<Run> runs) {
    List<Row> rows = new ArrayList<>();
    for (Run run : runs) {
      rows.add(run.row("training error", 1, epochs));
      rows.add(run.row("validation error", 2, epochs));
    }
    return rows;
  }
}
