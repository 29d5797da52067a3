#!/usr/bin/env python3
"""numpy: see blocks.py. BLAS threads come from the environment, Python threads from --workers."""

import serving
from blocks import Blocks


class NumpyBlocks(Blocks):
    smooth_forms = ("product",)

    def empty(self, *shape):
        return self.lib.empty(shape, self.points.dtype)

    def hstack(self, columns):
        return self.lib.hstack(columns)

    def transposed(self, matrix):
        return matrix.T.copy()

    def accumulate(self, sums, tile, right):
        sums += tile @ right

    def rsqrt(self, values, out):
        self.lib.sqrt(values, out=out)
        self.lib.reciprocal(out, out=out)

    def write(self, file):
        self.lib.save(file, self.lib.column_stack([self.gradient, self.value]).astype("f8"))


class Numpy:
    def __init__(self, numpy, workers, precision):
        self.numpy, self.workers = numpy, workers
        self.type = "f4" if precision == "float" else "f8"
        self.version = "numpy " + numpy.__version__

    def load(self, key, family, length):
        points, sources, weights = (
            self.numpy.load(f"{key}-{name}.npy").astype(self.type) for name in ("points", "sources", "weights")
        )
        return NumpyBlocks(self.numpy, points, sources, weights[:, 0], family, length, self.workers)


if __name__ == "__main__":
    serving.main("numpy", Numpy)
