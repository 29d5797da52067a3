#!/usr/bin/env python3
"""PyTorch: see blocks.py, and

    addmm     the squared norms of the sources as the summand of torch.addmm, one column less to multiply

Threads inside an operation are the environment's OMP_NUM_THREADS, Python threads --workers.
"""

import os

import serving
from blocks import Blocks


class TorchBlocks(Blocks):
    smooth_forms = ("product", "addmm")

    def empty(self, *shape):
        return self.lib.empty(shape, dtype=self.points.dtype)

    def hstack(self, columns):
        return self.lib.cat(columns, 1)

    def transposed(self, matrix):
        return matrix.t().contiguous()

    def extended(self, form, s, norms):
        whole = super().extended(form, s, norms)
        if form == "addmm":
            d = s.shape[1]
            self.norms = norms
            return self.lib.cat([whole[:d], whole[d + 1 :]])
        return whole

    def distances(self, form, points, start, end, tile):
        if form == "addmm":
            d = points.shape[1] - 2
            left = self.lib.cat([points[:, :d], points[:, d + 1 :]], 1)
            self.lib.addmm(self.norms[None, start:end], left, self.left[:, start:end], out=tile[0])
        else:
            super().distances(form, points, start, end, tile)

    def accumulate(self, sums, tile, right):
        sums.addmm_(tile, right)

    def rsqrt(self, values, out):
        self.lib.rsqrt(values, out=out)

    def write(self, file):
        import numpy

        both = self.lib.cat([self.gradient, self.value[:, None]], 1)
        numpy.save(file, both.double().numpy())


class Torch:
    def __init__(self, torch, workers, precision):
        self.torch, self.workers = torch, workers
        self.type = torch.float32 if precision == "float" else torch.float64
        self.version = "PyTorch " + torch.__version__
        torch.set_grad_enabled(False)
        torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))

    def load(self, key, family, length):
        import numpy

        points, sources, weights = (
            self.torch.from_numpy(numpy.load(f"{key}-{name}.npy")).to(self.type)
            for name in ("points", "sources", "weights")
        )
        return TorchBlocks(self.torch, points, sources, weights[:, 0], family, length, self.workers)


if __name__ == "__main__":
    serving.main("torch", Torch)
