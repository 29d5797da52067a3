/* One word to one standard normal float: the recipe and the error of Java's NormalTransform. Integers and
   float fused multiply-adds alone; conversions are exact. */
#ifndef MMDFLOW_NORMAL_H
#define MMDFLOW_NORMAL_H

#include "integers.h"
#include "normal_table.h"

TABLE word32 NORMAL_TABLE[1024] = {MMDFLOW_NORMAL_TABLE};

/* Which cubic, as its first place in NORMAL_TABLE, and where on it: 0 <= t < 1. */
struct normal_place {
  word32 row;
  float t;
};

INLINE struct normal_place normal_place(word32 w) {
  word32 v = w << 1 | 1;
  word32 octave = LEADING_ZEROS(v);
  word32 m = v << octave;
  struct normal_place place;
  place.row = octave << 5 | (m >> 26 & 0x1c);
  place.t = (float)(int)(m >> 4 & 0xffffff) * 0x1p-24f;
  return place;
}

/* The cubic c0 + c1 t + c2 t^2 + c3 t^3, with the sign of the word. */
INLINE float normal_value(word32 w, float t, float c0, float c1, float c2, float c3) {
  float x = FMA_FLOAT(FMA_FLOAT(FMA_FLOAT(c3, t, c2), t, c1), t, c0);
  return AS_FLOAT(AS_WORD(x) ^ (w & 0x80000000u));
}

INLINE float normal(word32 w) {
  struct normal_place place = normal_place(w);
  return normal_value(w, place.t, AS_FLOAT(NORMAL_TABLE[place.row]), AS_FLOAT(NORMAL_TABLE[place.row + 1]),
                      AS_FLOAT(NORMAL_TABLE[place.row + 2]), AS_FLOAT(NORMAL_TABLE[place.row + 3]));
}

#endif
