package org.mmdflow.engine.opencl;

import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * A device as OpenCL tells of it.
 *
 * @param driver platform, device and driver with their versions: what a built program depends on
 * @param memory in bytes
 * @param largestBuffer in bytes
 */
record OpenClDevice(
    cl_platform_id platform,
    cl_device_id id,
    String name,
    String driver,
    long memory,
    long largestBuffer,
    boolean hasDouble,
    Traits traits) {}
