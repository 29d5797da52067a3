/** The CUDA engine: NVIDIA's GPUs through the driver alone, with kernels compiled beforehand. */
package org.mmdflow.engine.cuda;
