#!/usr/bin/env python3
"""KeOps on the processor: one LazyTensor reduction for value and gradient, compiled on first use.

Threads are the environment's OMP_NUM_THREADS. There is nothing to tune.
"""

import serving


class Reduction:
    def __init__(self, lazy, numpy, points, sources, weights, family, length):
        self.lazy, self.numpy = lazy, numpy
        self.points, self.sources, self.weights = points, sources, weights
        self.family, self.length = family, length

    def tune(self):
        self.run()
        self.run()
        return "one reduction"

    def run(self):
        z = self.lazy((self.points / self.length)[:, None, :])
        s = self.lazy((self.sources / self.length)[None, :, :])
        w = self.lazy(self.weights[None, :, :])
        r = s - z
        k, h = self.profile((r * r).sum(-1))
        self.sums = (w * k).concat(w * h * r).sum(axis=1)

    def profile(self, u2):
        """k, and -(dk/du) / u."""
        if self.family == "gaussian":
            k = (-u2 / 2).exp()
            return k, k
        if self.family == "imq":
            k = (u2 + 1).rsqrt()
            return k, k * k * k
        if self.family == "energy":
            return -u2.sqrt(), u2.rsqrt()
        if self.family == "laplace":
            k = (-u2.sqrt()).exp()
            return k, k * u2.rsqrt()
        if self.family == "matern32":
            a = (3 * u2).sqrt()
            e = (-a).exp()
            return (a + 1) * e, 3 * e
        raise ValueError(f"no formula for {self.family}")

    def write(self, file):
        value, gradient = self.sums[:, :1], self.sums[:, 1:] / self.length
        self.numpy.save(file, self.numpy.hstack([gradient, value]).astype("f8"))


class Keops:
    def __init__(self, pykeops, workers, precision):
        import numpy
        from pykeops.numpy import LazyTensor

        if workers != 1:
            raise ValueError("KeOps has threads of its own: --workers 1")
        self.numpy, self.lazy = numpy, LazyTensor
        self.type = "f4" if precision == "float" else "f8"
        self.version = "KeOps " + pykeops.__version__

    def load(self, key, family, length):
        points, sources, weights = (
            self.numpy.load(f"{key}-{name}.npy").astype(self.type) for name in ("points", "sources", "weights")
        )
        return Reduction(self.lazy, self.numpy, points, sources, weights, family, self.numpy.dtype(self.type).type(length))


if __name__ == "__main__":
    serving.main("pykeops", Keops)
