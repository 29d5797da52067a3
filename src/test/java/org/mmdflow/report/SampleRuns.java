package org.mmdflow.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.mmdflow.measure.Points;

/** Runs with a closed form: a Gaussian cloud that swirls onto a ring. */
final class SampleRuns {
  static final double RADIUS = 1.5;
  private static final double H = 0.7;

  private SampleRuns() {}

  /** A run of {@code frames} snapshots, with fields on a grid x grid lattice if grid > 0. */
  static RunReport swirl(String title, int n, int d, int frames, int grid, double speed) {
    Points target = ring(n, d, 7);
    List<Snapshot> bare = new ArrayList<>();
    for (int k = 0; k < frames; k++) {
      long step = k == 0 ? 0 : Math.round(Math.pow(5000, (double) k / (frames - 1))) + k;
      bare.add(new Snapshot(step, cloud(n, d, progress(step, speed), 3)));
    }
    List<Snapshot> snapshots = grid == 0 ? bare : withFields(bare, target, grid);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("start", "gaussian(n=" + n + ", mean=[2.6, 2.2], sd=0.35)");
    settings.put("target", "ring(n=" + n + ", centre=[0, 0], radius=1.5, sd=0.08)");
    settings.put("kernel", "gaussian(h=0.7)");
    settings.put("scheme", "noise-injection");
    settings.put("step-size", String.valueOf(0.1 * speed));
    settings.put("noise", "halving(0.4, every=1000)");
    settings.put("steps", "5060");
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("engine", "reference");
    origin.put("device", "2 threads of a processor");
    origin.put("machine", "Linux 6.1, Java 17.0.15");
    origin.put("version", "0.1.0");
    origin.put("seed", "42");
    origin.put("state hash", "9f2c51d07ab34e86");
    return new RunReport(
        title,
        metrics(bare.get(frames - 1).step(), speed),
        snapshots,
        Optional.empty(),
        Optional.of(target),
        Optional.empty(),
        settings,
        origin,
        "mmdflow run ring.yaml --seed 42 --step-size " + 0.1 * speed + " --out ring",
        List.of());
  }

  /** How far the swirl has come: 0 at the start, towards 1. */
  static double progress(long step, double speed) {
    return 1 - Math.exp(-step * speed / 350.0);
  }

  static Points cloud(int n, int d, double s, long seed) {
    Random random = new Random(seed);
    Points points = Points.zeros(n, d);
    double[] data = points.data();
    for (int i = 0; i < n; i++) {
      double x = 2.6 + 0.35 * random.nextGaussian();
      double y = 2.2 + 0.35 * random.nextGaussian();
      double angle = 2 * Math.PI * random.nextDouble();
      double radius = RADIUS + 0.08 * random.nextGaussian();
      double turn = angle + 2.2 * (1 - s);
      data[i * d] = (1 - s) * x + s * radius * Math.cos(turn);
      if (d > 1) {
        data[i * d + 1] = (1 - s) * y + s * radius * Math.sin(turn);
      }
      for (int axis = 2; axis < d; axis++) {
        data[i * d + axis] = (1 - s) * random.nextGaussian() + s * Math.sin(axis * angle);
      }
    }
    return points;
  }

  private static Points ring(int n, int d, long seed) {
    return cloud(n, d, 1, seed);
  }

  private static Map<String, double[]> metrics(long last, double speed) {
    int rows = (int) (last / 20) + 1;
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name :
        List.of(
            "step",
            "flow_time",
            "seconds",
            "half_mmd2_v",
            "half_mmd2_u",
            "mean_squared_gradient",
            "step_size",
            "noise_level",
            "lojasiewicz_ratio")) {
      columns.put(name, new double[rows]);
    }
    Random random = new Random(5);
    for (int i = 0; i < rows; i++) {
      double step = i == rows - 1 ? last : 20.0 * i;
      double v = 0.31 * Math.exp(-step * speed / 300) + 1.2e-4 * (1 + 0.1 * random.nextGaussian());
      columns.get("step")[i] = step;
      columns.get("flow_time")[i] = 0.1 * speed * step;
      columns.get("seconds")[i] = 0.0021 * step;
      columns.get("half_mmd2_v")[i] = v;
      columns.get("half_mmd2_u")[i] = v - 1.2e-4;
      double slope = 0.09 * Math.exp(-step * speed / 260) + 3e-7 * (1 + random.nextDouble());
      columns.get("mean_squared_gradient")[i] = slope;
      columns.get("step_size")[i] = 0.1 * speed;
      columns.get("noise_level")[i] = 0.4 * Math.pow(0.5, Math.floor(step / 1000));
      columns.get("lojasiewicz_ratio")[i] = i == 0 ? Double.NaN : 4 * v * v / slope;
    }
    return columns;
  }

  private static List<Snapshot> withFields(List<Snapshot> bare, Points target, int nodes) {
    List<Points> clouds = new ArrayList<>(bare.stream().map(Snapshot::particles).toList());
    clouds.add(target);
    Grid grid = Grid.over(clouds, 0, 1, nodes, nodes);
    double[] base = new double[target.d()];
    Points at = grid.nodes(base);
    List<Snapshot> out = new ArrayList<>();
    for (Snapshot snapshot : bare) {
      double[] f = new double[grid.size()];
      Points gradient = Points.zeros(grid.size(), target.d());
      add(at, snapshot.particles(), 1, f, gradient);
      add(at, target, -1, f, gradient);
      out.add(
          new Snapshot(
              snapshot.step(), snapshot.particles(), List.of(Field.of(grid, f, gradient))));
    }
    return out;
  }

  /** Adds sign times the mean Gaussian kernel to the first 300 points, in the first two axes. */
  private static void add(Points at, Points cloud, int sign, double[] f, Points gradient) {
    int m = Math.min(300, cloud.n());
    int d = at.d();
    for (int i = 0; i < at.n(); i++) {
      for (int j = 0; j < m; j++) {
        double dx = at.get(i, 0) - cloud.get(j, 0);
        double dy = at.get(i, 1) - cloud.get(j, 1);
        double k = sign * Math.exp(-(dx * dx + dy * dy) / (2 * H * H)) / m;
        f[i] += k;
        gradient.data()[i * d] -= k * dx / (H * H);
        gradient.data()[i * d + 1] -= k * dy / (H * H);
      }
    }
  }
}
