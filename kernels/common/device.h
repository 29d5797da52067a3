/* What a device has beyond C: kinds of memory, work-items in groups, and how they wait for each other. OpenCL C
   and CUDA C++. A group is one-dimensional; groups lie in rows and columns. An entry is KERNEL(name) or
   KERNEL_OF_GROUPS(items, name), its arguments and its body, and LISTED(name) behind it. CUDA keeps many variants
   of an entry in one program: there MMDFLOW_SUFFIX says which one it is. */
#ifndef MMDFLOW_DEVICE_H
#define MMDFLOW_DEVICE_H

#include "dialect.h"

#if defined(__OPENCL_VERSION__)
#define KERNEL(name) __kernel void name
#define KERNEL_OF_GROUPS(items, name) __attribute__((reqd_work_group_size(items, 1, 1))) __kernel void name
#define LISTED(name)
#define LOCAL_ARRAY(type, name, count) __local type name[count]
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
#define MMDFLOW_NAMED_NOW(name, suffix) name##_##suffix
#define MMDFLOW_NAMED_SO(name, suffix) MMDFLOW_NAMED_NOW(name, suffix)
#define MMDFLOW_NAMED(name) MMDFLOW_NAMED_SO(name, MMDFLOW_SUFFIX)
#define MMDFLOW_LISTED(name) MMDFLOW_ENTRY(name)
#define KERNEL(name) extern "C" __global__ void MMDFLOW_NAMED(name)
#define KERNEL_OF_GROUPS(items, name) extern "C" __global__ void __launch_bounds__(items, 1) MMDFLOW_NAMED(name)
#define LISTED(name) MMDFLOW_LISTED(MMDFLOW_NAMED(name))
#define LOCAL_ARRAY(type, name, count) MMDFLOW_SHARED_ARRAY(type, name, count)
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

INLINE place smaller(place a, place b) { return a < b ? a : b; }

/* Sources that are added one after the other in SCALAR: the leaves of the summation tree. */
#define LEAF 256

#endif
