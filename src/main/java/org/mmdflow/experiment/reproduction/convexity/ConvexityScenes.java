package org.mmdflow.experiment.reproduction.convexity;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Curve.Origin;
import org.mmdflow.experiment.reproduction.Film;
import org.mmdflow.experiment.reproduction.Findings;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Panel.Axis;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.kernel.Gaussian;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;
import org.mmdflow.theory.DisplacementConvexity;
import org.mmdflow.theory.DisplacementConvexity.Constant;
import org.mmdflow.theory.Geodesic;

/** Three geodesics on which F = MMD^2 / 2 is drawn, and the film of the one between clouds. */
final class ConvexityScenes {
  private static final int INTERVALS = 100;
  private static final int FRAMES = 40;

  private final Geodesic path;
  private final Points target;
  private final DisplacementConvexity leaving;
  private final DisplacementConvexity crossing;
  private final DisplacementConvexity clouds;

  private ConvexityScenes(Geodesic path, Points target) {
    this.path = path;
    this.target = target;
    leaving = points(1, new double[] {1}, new double[] {3}, new double[] {0});
    crossing = points(1, new double[] {-2}, new double[] {2}, new double[] {-2}, new double[] {2});
    clouds = new DisplacementConvexity(new Gaussian(1), path, target);
  }

  private static DisplacementConvexity points(
      double h, double[] start, double[] end, double[]... target) {
    Geodesic way = new Geodesic(Points.ofRows(start), Points.ofRows(end));
    return new DisplacementConvexity(new Gaussian(h), way, Points.ofRows(target));
  }

  /** Clouds of n points: from one half of the target across to the other. */
  static ConvexityScenes of(int n, long seed) {
    Points start = Distributions.gaussian(new double[] {-2, 0}, 0.4).sample(n, seed);
    Points end =
        Distributions.gaussian(new double[] {2, 0}, 0.4).of(n).sample(seed, Purpose.TARGET);
    double[] both = new double[4 * n];
    System.arraycopy(start.data(), 0, both, 0, 2 * n);
    System.arraycopy(end.data(), 0, both, 2 * n, 2 * n);
    return new ConvexityScenes(Geodesic.between(start, end), Points.of(2 * n, 2, both));
  }

  List<Panel> panels() {
    return List.of(
        panel("A point from 1 to 3, the target at 0", leaving),
        panel("A point from −2 to 2, which are the target", crossing),
        panel("A cloud from one half of the target to the other", clouds));
  }

  private static Panel panel(String title, DisplacementConvexity f) {
    double[] t = new double[INTERVALS + 1];
    double[] geodesic = new double[t.length];
    double[] mixture = new double[t.length];
    double[] chord = new double[t.length];
    double[] lemma = new double[t.length];
    for (int k = 0; k < t.length; k++) {
      t[k] = (double) k / INTERVALS;
      geodesic[k] = f.half(t[k]);
      mixture[k] = f.mixture(t[k]);
      chord[k] = f.chord(t[k]);
      lemma[k] = f.lemma(t[k]);
    }
    double[] bound = f.proposition5(INTERVALS, Constant.CORRECTED);
    return new Panel(
        title,
        Axis.linear("share of the way"),
        Axis.linear("½ MMD²"),
        List.of(
            Curve.of("along the geodesic", Origin.OURS, t, geodesic),
            Curve.of("along the mixture", Origin.OURS, t, mixture),
            Curve.of("chord", Origin.BOUND, t, chord),
            Curve.of("Proposition 5", Origin.BOUND, t, bound),
            Curve.of("chord + L t(1 − t) W₂²", Origin.BOUND, t, lemma)));
  }

  List<Row> rows() {
    double above = leaving.half(0.5) - leaving.chord(0.5);
    double hill = crossing.half(0.5) - Math.max(crossing.half(0), crossing.half(1));
    double middle = 10 * Math.sqrt(3);
    DisplacementConvexity wide =
        points(10, new double[] {middle - 5}, new double[] {middle + 5}, new double[] {0});
    List<Row> rows = new ArrayList<>();
    rows.add(
        Findings.of("a point from 1 to 3: F above its chord, midway", above, "above 0", above > 0));
    rows.add(
        Findings.of(
            "a point from −2 to 2: F above both its ends, midway", hill, "above 0", hill > 0));
    double f = wide.half(0.5);
    double corrected = wide.proposition5(INTERVALS, Constant.CORRECTED)[INTERVALS / 2];
    double printed = wide.proposition5(INTERVALS, Constant.PRINTED)[INTERVALS / 2];
    String pair = "a point from 12.3 to 22.3, the target at 0, h = 10, midway: ";
    rows.add(Findings.shown(pair + "F", f, "the two bounds below are to be above it"));
    rows.add(Findings.of(pair + "Proposition 5, corrected", corrected, "above F", corrected >= f));
    rows.add(Findings.shown(pair + "Proposition 5, as printed", printed, "below F: false"));
    return rows;
  }

  /** Both ways side by side; on the mixture every point of the start waits to be replaced. */
  Film film() {
    long[] times = new long[FRAMES + 1];
    List<Points> geodesic = new ArrayList<>();
    List<Points> mixture = new ArrayList<>();
    for (int k = 0; k <= FRAMES; k++) {
      times[k] = Math.round(100.0 * k / FRAMES);
      geodesic.add(path.at((double) k / FRAMES));
      mixture.add(mixed(k));
    }
    return new Film(
        "From one half of the target to the other",
        "percent of the way",
        times,
        target,
        List.of(new Film.Method("geodesic", geodesic), new Film.Method("mixture", mixture)));
  }

  private Points mixed(int frame) {
    Points cloud = path.start().copy();
    int replaced = path.n() * frame / FRAMES * path.d();
    System.arraycopy(path.end().data(), 0, cloud.data(), 0, replaced);
    return cloud;
  }
}
