/* The frame of a sum's coordinates, as memory has it: FRAME_CENTRE + d numbers. Where the first is 0, differences it
   is, and the rest is not used; otherwise |z|^2 + |s|^2 - 2 z's stands for |z - s|^2, with z and s less the centre
   times the unit. */
#ifndef MMDFLOW_FRAME_H
#define MMDFLOW_FRAME_H

#define FRAME_EXPANDED 0
#define FRAME_UNIT 1
#define FRAME_INVERSE 2 /* 1 / unit */
#define FRAME_CENTRE 3

#endif
