/* What a device has beyond C: kinds of memory, work-items in groups, and how they wait for each other. OpenCL C
   and CUDA C++. A group is one-dimensional; groups lie in rows and columns. */
#ifndef MMDFLOW_DEVICE_H
#define MMDFLOW_DEVICE_H

#if defined(__OPENCL_VERSION__)
#define KERNEL __kernel void
#define GLOBAL __global
#define LOCAL __local
#define WAIT_FOR_GROUP() barrier(CLK_LOCAL_MEM_FENCE)
#define ITEM ((int)get_local_id(0))
#define ITEMS ((int)get_local_size(0))
#define GROUP_COLUMN ((place)get_group_id(0))
#define GROUP_ROW ((place)get_group_id(1))
#define ITEM_OF_ALL ((place)get_global_id(0))
typedef long place;
#else
#define KERNEL extern "C" __global__ void
#define GLOBAL
#define LOCAL
#define WAIT_FOR_GROUP() __syncthreads()
#define ITEM ((int)threadIdx.x)
#define ITEMS ((int)blockDim.x)
#define GROUP_COLUMN ((place)blockIdx.x)
#define GROUP_ROW ((place)blockIdx.y)
#define ITEM_OF_ALL ((place)blockIdx.x * blockDim.x + threadIdx.x)
typedef long long place;
#endif

/* Sources that are added one after the other in SCALAR: the leaves of the summation tree. */
#define LEAF 256

#endif
