/* How sources lie in memory, leaf by leaf, 256 places a leaf.

   FORM_DIRECT: rows of d coordinates and the weight. Otherwise: groups of SOURCES_AT_ONCE, each a row of
   squared norms and d rows of coordinates; the weights; and for each half of the leaf panels of columns
   w s_0 .. w s_(d-1), w, at most PANEL wide. Places after the last source repeat it with weight 0. */
#ifndef MMDFLOW_PACK_H
#define MMDFLOW_PACK_H

#include "tile.h"

INLINE size_t leaf_numbers(const struct frame *frame) {
  size_t columns = (size_t)frame->d + 1;
  return frame->form == FORM_DIRECT ? LEAF * columns : LEAF * (2 * columns + 1);
}

INLINE const SCALAR *leaf_of(const struct frame *frame, const struct sources *sources, int64_t leaf) {
  return (const SCALAR *)sources->data + (size_t)leaf * leaf_numbers(frame);
}

INLINE const SCALAR *leaf_weights(const struct frame *frame, const SCALAR *leaf) {
  return leaf + LEAF * ((size_t)frame->d + 1);
}

INLINE const SCALAR *leaf_panels(const struct frame *frame, const SCALAR *leaf, int half) {
  size_t columns = (size_t)frame->d + 1;
  return leaf + LEAF * (columns + 1) + (size_t)half * HALF * columns;
}

/* d + 1 columns as evenly as they go into panels: width of panel q of `panels`. */
INLINE int panel_count(int d) { return (d + PANEL) / PANEL; }
INLINE int panel_width(int d, int q) { return (d + 1) / panel_count(d) + (q < (d + 1) % panel_count(d)); }

static size_t packed_bytes(const struct frame *frame, int64_t m) {
  return (size_t)((m + LEAF - 1) / LEAF) * leaf_numbers(frame) * sizeof(SCALAR);
}

static void pack_direct(const struct frame *frame, SCALAR *leaf, const SCALAR *points, const SCALAR *weights,
                        int count) {
  int d = frame->d;
  SCALAR unit = (SCALAR)frame->unit;
  for (int j = 0; j < LEAF; j++) {
    const SCALAR *from = points + (int64_t)(j < count ? j : count - 1) * d;
    for (int k = 0; k < d; k++) {
      leaf[k] = framed(from[k], (SCALAR)frame->centre[k], unit);
    }
    leaf[d] = j >= count ? 0 : weights != NULL ? weights[j] : 1;
    leaf += d + 1;
  }
}

static void pack_groups(const struct frame *frame, SCALAR *leaf, const SCALAR *points, const SCALAR *weights,
                        int count) {
  int d = frame->d;
  SCALAR unit = (SCALAR)frame->unit;
  size_t columns = (size_t)d + 1;
  SCALAR *weight = leaf + LEAF * columns;
  for (int j = 0; j < LEAF; j++) {
    const SCALAR *from = points + (int64_t)(j < count ? j : count - 1) * d;
    SCALAR *group = leaf + (size_t)(j / SOURCES_AT_ONCE) * SOURCES_AT_ONCE * columns + j % SOURCES_AT_ONCE;
    SCALAR *panel = weight + LEAF + (size_t)(j / HALF) * HALF * columns;
    SCALAR w = j >= count ? 0 : weights != NULL ? weights[j] : 1, norm = 0;
    int row = j % HALF, q = 0, column = 0, width = panel_width(d, 0);
    for (int k = 0; k <= d; k++) {
      if (column == width) {
        panel += (size_t)width * HALF;
        width = panel_width(d, ++q);
        column = 0;
      }
      SCALAR v = k < d ? framed(from[k], (SCALAR)frame->centre[k], unit) : 1;
      if (k < d) {
        norm += v * v;
        group[(k + 1) * SOURCES_AT_ONCE] = v;
      }
      panel[row * width + column++] = w * v;
    }
    group[0] = norm;
    weight[j] = w;
  }
}

static void pack(const struct frame *frame, struct sources *to, const void *points, const void *weights,
                 int64_t first, int64_t last) {
  for (int64_t leaf = first; leaf < last; leaf++) {
    int64_t begin = leaf * LEAF, rest = to->m - begin;
    int count = rest < LEAF ? (int)rest : LEAF;
    const SCALAR *p = (const SCALAR *)points + begin * frame->d;
    const SCALAR *w = weights != NULL ? (const SCALAR *)weights + begin : NULL;
    SCALAR *data = (SCALAR *)to->data + (size_t)leaf * leaf_numbers(frame);
    if (frame->form == FORM_DIRECT) {
      pack_direct(frame, data, p, w, count);
    } else {
      pack_groups(frame, data, p, w, count);
    }
  }
}

#endif
