#!/usr/bin/env python3
"""Value and gradient of a Gaussian kernel sum in numpy: the peer of the reference engine.

float64, expanded form |z|^2 + |s|^2 - 2 z's through BLAS, in blocks of rows that stay in the cache,
exponential in place. Runs in two ways and reports each: blocks dealt to Python threads with one BLAS
thread each (numpy lets go of the interpreter's lock), and one Python thread with BLAS on all cores.

    python3 bench/peers/numpy_chunked.py [--n N] [--m M] [--d D] [--threads T] [--seconds S]
"""

import argparse
import concurrent.futures
import os
import time

parser = argparse.ArgumentParser()
parser.add_argument("--n", type=int, default=10_000)
parser.add_argument("--m", type=int, default=10_000)
parser.add_argument("--d", type=int, default=2)
parser.add_argument("--threads", type=int, default=os.cpu_count())
parser.add_argument("--seconds", type=float, default=5.0, help="time spent on each variant")
parser.add_argument("--blas", action="store_true", help="BLAS on all threads instead of Python threads")
arguments = parser.parse_args()
# Read by OpenBLAS, MKL and Accelerate builds when numpy is loaded.
for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[name] = str(arguments.threads if arguments.blas else 1)

import numpy  # noqa: E402


class Problem:
    """n points, m weighted sources, both from N(0, I), bandwidth sqrt(d)."""

    def __init__(self, n, m, d):
        random = numpy.random.default_rng(1)
        self.points = random.standard_normal((n, d))
        self.sources = random.standard_normal((m, d))
        self.weights = random.random(m) / m
        self.bandwidth = float(numpy.sqrt(d))
        self.value = numpy.empty(n)
        self.gradient = numpy.empty((n, d))

    def prepare(self):
        """What is done once a call: sources scaled and extended so that one product is the exponent."""
        h = self.bandwidth
        s = self.sources / h
        norms = -0.5 * (s * s).sum(axis=1)
        self.left = numpy.hstack([s, norms[:, None], numpy.ones((len(s), 1))]).T.copy()
        self.right = numpy.hstack([self.weights[:, None] * s, self.weights[:, None]])

    def block(self, first, last, room):
        h = self.bandwidth
        z = self.points[first:last] / h
        extended = numpy.hstack([z, numpy.ones((len(z), 1)), -0.5 * (z * z).sum(axis=1)[:, None]])
        kernel = numpy.matmul(extended, self.left, out=room[: len(z)])
        numpy.exp(kernel, out=kernel)
        sums = kernel @ self.right
        self.value[first:last] = sums[:, -1]
        self.gradient[first:last] = (sums[:, :-1] - z * sums[:, -1:]) / h


def run(problem, rows, pool, rooms):
    problem.prepare()
    n = len(problem.points)
    starts = range(0, n, rows)

    def worker(index):
        for first in starts[index :: len(rooms)]:
            problem.block(first, min(n, first + rows), rooms[index])

    list(pool.map(worker, range(len(rooms))))


def check(problem):
    """A few rows against plain differences."""
    for i in range(0, len(problem.points), max(1, len(problem.points) // 5)):
        r = problem.points[i] - problem.sources
        k = problem.weights * numpy.exp(-0.5 * (r * r).sum(axis=1) / problem.bandwidth**2)
        assert abs(k.sum() - problem.value[i]) <= 1e-12 * abs(k.sum())
        expected = -(k[:, None] * r).sum(axis=0) / problem.bandwidth**2
        assert numpy.allclose(expected, problem.gradient[i], rtol=1e-9, atol=1e-12)


def main():
    n, m, d = arguments.n, arguments.m, arguments.d
    workers = 1 if arguments.blas else arguments.threads
    kind = f"BLAS on {arguments.threads} threads" if arguments.blas else f"{workers} Python threads"
    problem = Problem(n, m, d)
    best = (0.0, 0.0, 0)
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for rows in (4, 8, 16, 32, 64, 128, 256):
            rooms = [numpy.empty((rows, m)) for _ in range(workers)]
            run(problem, rows, pool, rooms)
            check(problem)
            times = []
            cpu = time.process_time()
            end = time.perf_counter() + arguments.seconds / 7
            while time.perf_counter() < end or len(times) < 3:
                begin = time.perf_counter()
                run(problem, rows, pool, rooms)
                times.append(time.perf_counter() - begin)
            cpu = (time.process_time() - cpu) / len(times)
            best = max(best, (n * m / sorted(times)[len(times) // 2], n * m / cpu, rows))
    print(
        f"numpy {numpy.__version__}, {kind}, n={n} m={m} d={d}: "
        f"{best[0] / 1e9:.3f} G pairs/s (median call, blocks of {best[2]} rows), "
        f"{best[1] / 1e9:.3f} G pairs per second of one core"
    )


main()
