package org.mmdflow.bench;

import java.util.Arrays;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** Engines and clouds as the parameters of a benchmark name them. */
final class BenchmarkEngine {
  static final String DEFAULT_KERNEL = "default";
  static final String BEST_INSTRUCTION_SET = "best";

  private static final String INSTRUCTION_SET = "mmdflow.cpu.instruction-set";

  private BenchmarkEngine() {}

  static Engine open(String engine, int threads, String instructionSet) {
    if (!instructionSet.equals(BEST_INSTRUCTION_SET)) {
      System.setProperty(INSTRUCTION_SET, instructionSet);
    }
    Engine opened = Engines.open(engine, new EngineOptions(threads));
    System.err.println("runs on " + opened.device().engine() + ", " + opened.device().name());
    return opened;
  }

  static Kernel kernel(String text, int d) {
    return text.equals(DEFAULT_KERNEL) ? Kernel.gaussian(Math.sqrt(d)) : Kernel.parse(text);
  }

  static Cloud normals(Engine engine, int count, int d, Precision precision, Purpose purpose) {
    double[] data = new double[Math.multiplyExact(count, d)];
    Noise.of(1).normals(purpose, 0, 0, count, d, data);
    Cloud cloud = engine.cloud(count, d, precision);
    cloud.write(data);
    return cloud;
  }

  static Cloud constant(Engine engine, int count, Precision precision, double value) {
    double[] data = new double[count];
    Arrays.fill(data, value);
    Cloud cloud = engine.cloud(count, 1, precision);
    cloud.write(data);
    return cloud;
  }

  static Cloud uniforms(Engine engine, int count, Precision precision) {
    double[] data = new double[count];
    Noise.of(1).uniforms(Purpose.SUBSET, 0, 0, count, 1, data);
    Cloud cloud = engine.cloud(count, 1, precision);
    cloud.write(data);
    return cloud;
  }
}
