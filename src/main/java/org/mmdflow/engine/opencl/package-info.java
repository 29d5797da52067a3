/** The OpenCL engine: kernels for GPUs of any maker, and for processors with an OpenCL driver. */
package org.mmdflow.engine.opencl;
