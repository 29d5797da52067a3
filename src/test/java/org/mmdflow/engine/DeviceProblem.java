package org.mmdflow.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A problem's clouds on an engine; closes them all, and those asked for since, newest first. */
final class DeviceProblem implements AutoCloseable {
  private final Engine engine;
  private final Precision precision;
  private final Deque<Cloud> made = new ArrayDeque<>();
  private final Cloud at;
  private final List<Part> parts = new ArrayList<>();

  DeviceProblem(Engine engine, Precision precision, Problem problem) {
    this.engine = engine;
    this.precision = precision;
    this.at = cloud(problem.at(), problem.d());
    for (Problem.Sources sources : problem.parts()) {
      parts.add(part(sources, problem.d()));
    }
  }

  Part part(Problem.Sources sources, int d) {
    return new Part(cloud(sources.points(), d), cloud(sources.weights(), 1));
  }

  /** A cloud that holds {@code data}. */
  Cloud cloud(double[] data, int d) {
    Cloud cloud = cloud(data.length / d, d);
    cloud.write(data);
    return cloud;
  }

  /** A cloud that holds nonsense, which results must overwrite. */
  Cloud cloud(long n, int d) {
    Cloud cloud = engine.cloud(n, d, precision);
    made.push(cloud);
    cloud.write(Problem.constant(-77, Math.toIntExact(n * d)));
    return cloud;
  }

  Cloud at() {
    return at;
  }

  List<Part> parts() {
    return parts;
  }

  @Override
  public void close() {
    made.forEach(Cloud::close);
  }
}
