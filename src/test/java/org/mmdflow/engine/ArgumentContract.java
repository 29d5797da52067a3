package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.mmdflow.kernel.Kernel;

/** What does not fit is refused, both numbers in the message. */
interface ArgumentContract extends EngineUnderTest {
  private static void refused(ThrowingCallable call, String... words) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContainingAll(words);
  }

  @Test
  default void sizesThatDifferAreRefused() {
    try (Engine engine = checked();
        DeviceProblem device =
            new DeviceProblem(engine, Precision.FLOAT, Problem.standard(11, 13, 3, 1));
        KernelSum sum =
            engine.kernelSum(Kernel.gaussian(1), 3, Precision.FLOAT, Summation.exact())) {
      Cloud at = device.at();
      Part part = device.parts().get(0);
      Cloud gradient = device.cloud(11, 3);
      Cloud narrow = device.cloud(11, 2);
      Cloud short1 = device.cloud(10, 1);
      Cloud shortGradient = device.cloud(10, 3);
      refused(() -> sum.gradient(narrow, List.of(part), gradient, List.of()), "2", "3");
      refused(() -> sum.gradient(at, List.of(part), narrow, List.of()), "2", "3");
      refused(() -> sum.gradient(at, List.of(part), shortGradient, List.of()), "10", "11");
      refused(() -> sum.gradient(at, List.of(part), gradient, List.of(short1)), "10", "11");
      Cloud column = device.cloud(11, 1);
      refused(() -> sum.gradient(at, List.of(), gradient, List.of(column)), "1", "0");
      refused(() -> sum.value(at, part, short1), "10", "11");
      refused(() -> sum.block(at, part.points(), device.cloud(11, 12)), "12", "13");
      refused(() -> new Part(at, device.cloud(12, 1)), "11", "12");
      Part other = new Part(at, column);
      refused(() -> sum.quadratic(other, part, Diagonal.EXCLUDED), "11", "13");
      refused(() -> at.write(new double[32]), "32", "33");
      refused(() -> at.read(new double[34]), "34", "33");
    }
  }

  /** Engines write while they read: an output that is an input as well would be half of each. */
  @Test
  default void anOutputIsNoInputAndNoOtherOutput() {
    try (Engine engine = checked();
        DeviceProblem device =
            new DeviceProblem(engine, Precision.FLOAT, Problem.standard(11, 11, 1, 1));
        KernelSum sum =
            engine.kernelSum(Kernel.gaussian(1), 1, Precision.FLOAT, Summation.exact())) {
      Cloud at = device.at();
      Part part = device.parts().get(0);
      Cloud out = device.cloud(11, 1);
      Cloud column = device.cloud(11, 1);
      List<Part> two = List.of(part, part);
      for (Cloud input : List.of(at, part.points(), part.weights())) {
        refused(() -> sum.gradient(at, List.of(part), input, List.of()), "its own");
        refused(() -> sum.gradient(at, List.of(part), out, List.of(input)), "its own");
        refused(() -> sum.value(at, part, input), "its own");
      }
      refused(() -> sum.gradient(at, List.of(part), out, List.of(out)), "its own");
      refused(() -> sum.gradient(at, two, out, List.of(column, column)), "its own");
      Part point = device.part(new Problem.Sources(new double[] {1}, new double[] {1}), 1);
      refused(() -> sum.block(at, point.points(), at), "its own");
      refused(() -> sum.block(point.points(), point.weights(), point.points()), "its own");
    }
  }

  @Test
  default void sizesThatAreNotPositiveAreRefused() {
    try (Engine engine = checked()) {
      refused(() -> engine.cloud(0, 3, Precision.FLOAT), "0", "3");
      refused(() -> engine.cloud(5, -1, Precision.FLOAT), "5", "-1");
      refused(() -> engine.kernelSum(Kernel.energy(), 0, Precision.FLOAT, Summation.exact()), "0");
    }
  }

  @Test
  default void precisionsThatDifferAreRefused() {
    if (!precisions().contains(Precision.DOUBLE)) {
      try (Engine engine = checked()) {
        refused(() -> engine.cloud(1, 1, Precision.DOUBLE), "DOUBLE");
      }
      return;
    }
    try (Engine engine = checked();
        Cloud wide = engine.cloud(5, 1, Precision.DOUBLE);
        Cloud slim = engine.cloud(5, 1, Precision.FLOAT);
        KernelSum sum = engine.kernelSum(Kernel.energy(), 1, Precision.FLOAT, Summation.exact())) {
      refused(() -> sum.block(wide, wide, slim), "DOUBLE", "FLOAT");
      refused(() -> sum.value(slim, new Part(slim, wide), slim), "DOUBLE", "FLOAT");
    }
  }

  @Test
  default void cloudsOfAnotherEngineAreRefused() {
    try (Engine mine = open();
        Engine other = open()) {
      Cloud near = mine.cloud(4, 1, Precision.FLOAT);
      Cloud far = other.cloud(4, 1, Precision.FLOAT);
      KernelSum sum = mine.kernelSum(Kernel.energy(), 1, Precision.FLOAT, Summation.exact());
      refused(() -> sum.value(far, new Part(near, near), near), "another engine");
      refused(() -> sum.value(near, new Part(far, near), near), "another engine");
      refused(() -> sum.value(near, new Part(near, far), near), "another engine");
      refused(() -> sum.gradient(near, List.of(), far, List.of()), "another engine");
    }
  }
}
