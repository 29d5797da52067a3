package org.mmdflow.engine.cuda;

import static org.mmdflow.engine.cuda.CudaException.check;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jcuda.driver.CUcontext;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;

/**
 * A device's primary context and the images loaded into it, which all engines on the device share
 * and which stay for the life of the process. Thread-safe.
 */
final class CudaContext {
  private static final Map<Integer, CudaContext> ALL = new ConcurrentHashMap<>();

  /** The context that a thread used last: telling the driver again takes time. */
  private static final ThreadLocal<CudaContext> CURRENT = new ThreadLocal<>();

  private final CUcontext context = new CUcontext();
  private final Map<String, CUmodule> modules = new ConcurrentHashMap<>();

  private CudaContext(CudaDevice device) {
    check(
        JCudaDriver.cuDevicePrimaryCtxRetain(context, CudaDevice.handle(device.number())),
        "cuDevicePrimaryCtxRetain",
        device.name());
  }

  static CudaContext of(CudaDevice device) {
    return ALL.computeIfAbsent(device.number(), number -> new CudaContext(device));
  }

  /** Makes it the calling thread's. */
  void use() {
    if (CURRENT.get() != this) {
      check(JCudaDriver.cuCtxSetCurrent(context), "cuCtxSetCurrent");
      CURRENT.set(this);
    }
  }

  /** An entry of an image; this is the calling thread's context. */
  CUfunction function(String name, String image) {
    CUmodule module = modules.computeIfAbsent(image, CudaContext::load);
    CUfunction function = new CUfunction();
    check(JCudaDriver.cuModuleGetFunction(function, module, name), "cuModuleGetFunction", name);
    return function;
  }

  private static CUmodule load(String image) {
    byte[] ptx = Images.ptx(image);
    CUmodule module = new CUmodule();
    check(
        JCudaDriver.cuModuleLoadData(module, ptx), "cuModuleLoadData", image, ptx.length, "bytes");
    return module;
  }
}
