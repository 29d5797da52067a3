package org.mmdflow.engine.cuda;

import static org.mmdflow.engine.cuda.CudaException.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;

/**
 * Measures {@code bench/gpu/one_thread_a_point.cu}, a kernel of KeOps' structure, on the first
 * device: {@code OneThreadAPoint PTX N...} prints a JSON line for each dimension and size.
 */
final class OneThreadAPoint {
  private static final int[] DIMENSIONS = {1, 2, 3, 5, 10, 16, 32, 50, 64};
  private static final int ITEMS = 128;

  /** Pairs of a call, at most. */
  private static final double MOST = 2e11;

  private OneThreadAPoint() {}

  public static void main(String[] arguments) throws IOException {
    byte[] ptx = (Files.readString(Path.of(arguments[0])) + '\0').getBytes(StandardCharsets.UTF_8);
    CudaMachine.first();
    CudaContext.of(CudaMachine.first()).use();
    CUmodule module = new CUmodule();
    check(JCudaDriver.cuModuleLoadData(module, ptx), "cuModuleLoadData");
    for (int i = 1; i < arguments.length; i++) {
      for (int d : DIMENSIONS) {
        CUfunction function = new CUfunction();
        check(
            JCudaDriver.cuModuleGetFunction(function, module, "sums_" + d), "cuModuleGetFunction");
        measure(function, Integer.parseInt(arguments[i]), d);
      }
    }
  }

  private static void measure(CUfunction function, int m, int d) {
    int n = (int) Math.min(m, Math.max(ITEMS, MOST / m));
    CUdeviceptr sources = upload(m * d, 1);
    CUdeviceptr weights = upload(m, 2);
    CUdeviceptr value = upload(n, 3);
    CUdeviceptr gradient = upload(n * d, 4);
    Pointer all =
        Pointer.to(
            Pointer.to(sources),
            Pointer.to(new int[] {n}),
            Pointer.to(sources),
            Pointer.to(weights),
            Pointer.to(new int[] {m}),
            Pointer.to(new float[] {0.5f / d}),
            Pointer.to(value),
            Pointer.to(gradient));
    int blocks = (n + ITEMS - 1) / ITEMS;
    launch(function, blocks, all);
    long begun = System.nanoTime();
    int calls = 0;
    while (calls == 0 || System.nanoTime() - begun < 300_000_000L) {
      launch(function, blocks, all);
      calls++;
    }
    double rate = (double) calls * n * m / ((System.nanoTime() - begun) * 1e-9);
    System.out.printf(
        Locale.ROOT, "{\"n\": %d, \"d\": %d, \"pairs_per_second\": %.6g}%n", m, d, rate);
    for (CUdeviceptr memory : new CUdeviceptr[] {sources, weights, value, gradient}) {
      JCudaDriver.cuMemFree(memory);
    }
  }

  private static void launch(CUfunction function, int blocks, Pointer all) {
    check(
        JCudaDriver.cuLaunchKernel(function, blocks, 1, 1, ITEMS, 1, 1, 0, null, all, null),
        "cuLaunchKernel");
    check(JCudaDriver.cuCtxSynchronize(), "cuCtxSynchronize");
  }

  private static CUdeviceptr upload(int count, int seed) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    CUdeviceptr memory = new CUdeviceptr();
    check(JCudaDriver.cuMemAlloc(memory, 4L * count), "cuMemAlloc", 4L * count, "bytes");
    check(JCudaDriver.cuMemcpyHtoD(memory, Pointer.to(numbers), 4L * count), "cuMemcpyHtoD");
    return memory;
  }
}
