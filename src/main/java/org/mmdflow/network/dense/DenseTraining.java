package org.mmdflow.network.dense;

import org.mmdflow.random.Noise;
import org.mmdflow.random.Perturbation;
import org.mmdflow.random.Purpose;

/**
 * A student of many sub-networks with a dense second layer learns from a teacher of one: the
 * network of the authors' code for Arbel et al. 2019, figure 1. One thread. The seed fixes data,
 * weights, mini-batches and noise; a state and the same seed go on with the same bits, as long as
 * the products are made by the same library.
 */
public final class DenseTraining implements AutoCloseable {
  private static final long STUDENT = 0;
  private static final long TEACHER = 1;
  private static final long TRAINING = 0;
  private static final long VALIDATION = 1;

  /**
   * What is trained.
   *
   * @param subnetworks of the student
   * @param inputs coordinates of a point
   * @param points for training, and as many for validation
   * @param batch points of a mini-batch; divides {@code points}
   * @param startMean mean of the student's first weights, whose standard deviation is 1
   */
  public record Setting(int subnetworks, int inputs, int points, int batch, double startMean) {
    /** That of the paper. */
    public static final Setting PUBLISHED = new Setting(1000, 50, 1000, 100, 1e-3);

    /** Checks the sizes. */
    public Setting {
      if (subnetworks < 1 || inputs < 1 || batch < 1 || points < 1 || points % batch != 0) {
        throw new IllegalArgumentException(
            "%d sub-networks, %d inputs, %d points in batches of %d: all must be at least 1, and batches divide the points"
                .formatted(subnetworks, inputs, points, batch));
      }
    }

    /** {@return steps of an epoch} */
    public int stepsPerEpoch() {
      return points / batch;
    }
  }

  private final Setting setting;
  private final DenseMethod method;
  private final Noise noise;
  private final Perturbation perturbation = Perturbation.fastest();
  private final Team team;
  private final GramSystem system;
  private final TeacherData training;
  private final TeacherData validation;
  private final DenseWeights weights;
  private final DenseWeights noisy;
  private final Pass pass;
  private final Pass evaluation;
  private final FloatMatrix batch;
  private final double[] residuals;
  private final double[] targets;
  private long steps;
  private int[] order = {};

  /**
   * A run at its start.
   *
   * @param products multiply for it; closed by whoever made them
   * @param threads for all else, at least 1
   */
  public DenseTraining(
      Setting setting, DenseMethod method, long seed, MatrixProducts products, int threads) {
    this.setting = setting;
    this.method = method;
    this.noise = Noise.of(seed);
    this.team = new Team(threads);
    this.system = new GramSystem(team);
    DenseWeights teacher = new DenseWeights(1, setting.inputs());
    teacher.draw(0, noise, TEACHER, team);
    this.training = TeacherData.draw(teacher, setting.points(), noise, TRAINING, products, team);
    this.validation =
        TeacherData.draw(teacher, setting.points(), noise, VALIDATION, products, team);
    this.weights = new DenseWeights(setting.subnetworks(), setting.inputs());
    weights.draw(setting.startMean(), noise, STUDENT, team);
    this.noisy =
        method instanceof DenseMethod.NoiseInjection
            ? new DenseWeights(setting.subnetworks(), setting.inputs())
            : weights;
    this.pass = new Pass(setting.batch(), setting.subnetworks(), products, team);
    this.evaluation = new Pass(setting.points(), setting.subnetworks(), products, team);
    this.batch = new FloatMatrix(setting.batch(), setting.inputs());
    this.residuals = new double[setting.batch()];
    this.targets = new double[setting.batch()];
  }

  /** {@return steps done} */
  public long steps() {
    return steps;
  }

  /** {@return the student's weights: with {@link #steps} all that a run needs to go on} */
  public DenseWeights weights() {
    return weights;
  }

  /**
   * Goes on from a state of the same setting, method and seed.
   *
   * @param stepsDone at least 0
   * @param state is copied; may be {@link #weights} itself, filled by the caller
   */
  public void resume(long stepsDone, DenseWeights state) {
    steps = stepsDone;
    order = new int[0];
    if (state != weights) {
      weights.set(state);
    }
  }

  /** The points learnt from. */
  TeacherData training() {
    return training;
  }

  /** {@return half the mean squared error of the clean student on the training points} */
  public double trainingError() {
    return error(training);
  }

  /** {@return half the mean squared error of the clean student on points it never learns from} */
  public double validationError() {
    return error(validation);
  }

  /** One epoch: each training point once. */
  public void epoch() {
    for (int i = 0; i < setting.stepsPerEpoch(); i++) {
      step();
    }
  }

  /** One step, by one mini-batch. */
  public void step() {
    loadBatch();
    pass.forward(weights, batch);
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = pass.predictions()[i] - targets[i];
    }
    if (method instanceof DenseMethod.NoiseInjection injection) {
      double level = injection.level(steps / setting.stepsPerEpoch());
      perturb(noisy, level, Purpose.EVALUATION_NOISE);
      pass.forward(noisy, batch);
    }
    pass.backward(noisy);
    double[] factors = residuals;
    if (method instanceof DenseMethod.Sobolev sobolev) {
      factors = system.solve(system.gram(pass, batch), sobolev.lambda(), residuals);
    }
    pass.descend(weights, batch, method.stepSize() / setting.batch(), factors);
    if (method instanceof DenseMethod.Diffusion diffusion) {
      perturb(weights, diffusion.level(), Purpose.DIFFUSION);
    }
    steps++;
  }

  /** {@code out} becomes the weights with noise. */
  private void perturb(DenseWeights out, double level, Purpose purpose) {
    out.perturb(weights, level, perturbation, noise.seed(), purpose, steps, team);
  }

  /** The points are shuffled anew in each epoch and dealt out. */
  private void loadBatch() {
    long epoch = steps / setting.stepsPerEpoch();
    int first = (int) (steps % setting.stepsPerEpoch()) * setting.batch();
    if (first == 0 || order.length == 0) {
      order = noise.permutation(Purpose.MINI_BATCH, epoch, setting.points());
    }
    float[] line = new float[setting.inputs()];
    for (int i = 0; i < setting.batch(); i++) {
      training.points().readRow(order[first + i], line);
      batch.writeRow(i, line);
      targets[i] = training.targets()[order[first + i]];
    }
  }

  private double error(TeacherData data) {
    evaluation.forward(weights, data.points());
    double[] predictions = evaluation.predictions();
    double sum = 0;
    for (int i = 0; i < predictions.length; i++) {
      double residual = predictions[i] - data.targets()[i];
      sum += residual * residual;
    }
    return sum / (2 * predictions.length);
  }

  /** Ends the threads. */
  @Override
  public void close() {
    team.close();
  }
}
