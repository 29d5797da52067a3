/*
 * An OpenCL loader of the tests: three platforms that hold a device each way that devices fail.
 * "Mixed": 0 works, without double precision; 1 is not available; 2 has no compiler; 3 does not say
 * its work-group size; 4 does not say its name. "Empty" has no device. The third says nothing.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define OUT_OF_RESOURCES (-5)
#define OUT_OF_HOST_MEMORY (-6)
#define DEVICE_NOT_FOUND (-1)
#define INVALID_VALUE (-30)

static char handles[8];
#define PLATFORMS 3
#define DEVICES 5
#define DEVICE(i) ((void *)&handles[PLATFORMS + (i)])

static int give(const void *from, size_t bytes, size_t room, void *to, size_t *size) {
  if (to != NULL) {
    if (room < bytes) return INVALID_VALUE;
    memcpy(to, from, bytes);
  }
  if (size != NULL) *size = bytes;
  return 0;
}

static int give_text(const char *text, size_t room, void *to, size_t *size) {
  return give(text, strlen(text) + 1, room, to, size);
}

static int give_number(uint64_t number, size_t bytes, size_t room, void *to, size_t *size) {
  return give(&number, bytes, room, to, size);
}

int clGetPlatformIDs(uint32_t room, void **platforms, uint32_t *count) {
  for (uint32_t i = 0; platforms != NULL && i < room && i < PLATFORMS; i++) platforms[i] = &handles[i];
  if (count != NULL) *count = PLATFORMS;
  return 0;
}

int clGetPlatformInfo(void *platform, uint32_t what, size_t room, void *value, size_t *size) {
  (void)what;
  if (platform == &handles[2]) return OUT_OF_RESOURCES;
  return give_text(platform == &handles[0] ? "Mixed" : "Empty", room, value, size);
}

int clGetDeviceIDs(void *platform, uint64_t type, uint32_t room, void **devices, uint32_t *count) {
  (void)type;
  if (platform != &handles[0]) return DEVICE_NOT_FOUND;
  for (uint32_t i = 0; devices != NULL && i < room && i < DEVICES; i++) devices[i] = DEVICE(i);
  if (count != NULL) *count = DEVICES;
  return 0;
}

int clGetDeviceInfo(void *device, uint32_t what, size_t room, void *value, size_t *size) {
  switch (what) {
    case 0x102B: /* name */
      return device == DEVICE(4) ? OUT_OF_RESOURCES
                                 : give_text(" Stub \n GPU\t", room, value, size);
    case 0x102C: /* vendor */
      return give_text("", room, value, size);
    case 0x102D: /* driver */
      return give_text("1.5", room, value, size);
    case 0x102F: /* version */
      return give_text("OpenCL 1.2 Stub", room, value, size);
    case 0x1030: /* extensions */
      return give_text("cl_khr_fp64_emulated cl_khr_icd ", room, value, size);
    case 0x1027: /* available */
      return give_number(device != DEVICE(1), 4, room, value, size);
    case 0x1028: /* compiler */
      return give_number(device != DEVICE(2), 4, room, value, size);
    case 0x1004: /* work-group */
      return device == DEVICE(3) ? OUT_OF_HOST_MEMORY : give_number(256, 8, room, value, size);
    case 0x1000: /* type: a GPU, the default */
      return give_number(4 | 1, 8, room, value, size);
    case 0x101F: /* global memory */
      return give_number((uint64_t)80 << 30, 8, room, value, size);
    case 0x1010: /* largest buffer */
      return give_number((uint64_t)20 << 30, 8, room, value, size);
    case 0x1023: /* local memory */
      return give_number(49152, 8, room, value, size);
    case 0x1022: /* its type: on the chip */
      return give_number(1, 4, room, value, size);
    case 0x1002: /* compute units */
      return give_number(132, 4, room, value, size);
    case 0x100A: /* preferred float */
    case 0x103A: /* native float */
      return give_number(1, 4, room, value, size);
    case 0x100B: /* preferred double */
    case 0x103B: /* native double */
    case 0x1035: /* unified memory */
      return give_number(0, 4, room, value, size);
    default:
      return INVALID_VALUE;
  }
}
