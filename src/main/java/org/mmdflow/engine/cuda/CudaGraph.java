package org.mmdflow.engine.cuda;

import static org.mmdflow.engine.cuda.CudaException.check;

import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstreamCaptureMode;
import jcuda.driver.JCudaDriver;
import org.mmdflow.engine.gpu.Queue;

/** Launches of a stream that were recorded, ready to be launched as one. */
record CudaGraph(CUgraphExec executable) implements Queue.Recording {
  /** What {@code launches} enqueues in {@code stream}. */
  static CudaGraph of(CUstream stream, Runnable launches) {
    // Other engines' threads may call whatever they like meanwhile.
    int mode = CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL;
    check(JCudaDriver.cuStreamBeginCapture(stream, mode), "cuStreamBeginCapture");
    CUgraph graph = new CUgraph();
    boolean whole = false;
    int ended;
    try {
      launches.run();
      whole = true;
    } finally {
      // Whatever happened: a stream that goes on recording is of no use to anyone.
      ended = JCudaDriver.cuStreamEndCapture(stream, graph);
      if (!whole && ended == CUresult.CUDA_SUCCESS) {
        JCudaDriver.cuGraphDestroy(graph);
      }
    }
    check(ended, "cuStreamEndCapture");
    CUgraphExec executable = new CUgraphExec();
    int made = JCudaDriver.cuGraphInstantiate(executable, graph, 0);
    JCudaDriver.cuGraphDestroy(graph);
    check(made, "cuGraphInstantiate");
    return new CudaGraph(executable);
  }

  void launch(CUstream stream) {
    check(JCudaDriver.cuGraphLaunch(executable, stream), "cuGraphLaunch");
  }

  /** Frees it, once; no stream may still work on it. */
  void free() {
    check(JCudaDriver.cuGraphExecDestroy(executable), "cuGraphExecDestroy");
  }
}
