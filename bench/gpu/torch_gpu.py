#!/usr/bin/env python3
"""PyTorch on the GPU: value and gradient of a Gaussian kernel sum in blocks of rows, one JSON line a dimension."""

import argparse
import json
import time

import torch


def sums(z, s, w, rate, rows):
    """Values and gradients; |z - s|^2 by one matrix product, as PyTorch is fastest."""
    value = torch.empty(len(z), device=z.device)
    gradient = torch.empty_like(z)
    norm = (s * s).sum(1)
    weighted = torch.cat([w[:, None] * s, w[:, None]], 1)
    for first in range(0, len(z), rows):
        x = z[first:first + rows]
        k = torch.addmm(norm, x, s.T, alpha=-2).add_((x * x).sum(1)[:, None]).clamp_(min=0).mul_(-rate).exp_()
        both = k @ weighted
        value[first:first + rows] = both[:, -1]
        gradient[first:first + rows] = -2 * rate * (x * both[:, -1:] - both[:, :-1])
    return value, gradient


def best(z, s, w, rate, seconds):
    """Pairs per second of the best block size."""
    found = 0.0
    for rows in (512, 2048, 8192, 32768):
        if rows > 512 and (rows > 2 * len(z) or rows * len(s) * 4 > 24e9):
            continue
        sums(z, s, w, rate, rows)
        torch.cuda.synchronize()
        begun, calls = time.perf_counter(), 0
        while calls == 0 or time.perf_counter() - begun < seconds:
            sums(z, s, w, rate, rows)
            torch.cuda.synchronize()
            calls += 1
        found = max(found, calls * len(z) * len(s) / (time.perf_counter() - begun))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--d", required=True)
    parser.add_argument("--seconds", type=float, default=0.3)
    arguments = parser.parse_args()
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.manual_seed(0)
    for d in map(int, arguments.d.split(",")):
        z, s = (torch.randn(arguments.n, d, device="cuda") for _ in range(2))
        w = torch.full((arguments.n,), 1 / arguments.n, device="cuda")
        # A call of many points is long enough with some of them.
        z = z[:max(1, min(arguments.n, int(2e10 / arguments.n)))]
        rate = 1 / (2 * d)
        exact = sums(z[:256].double(), s.double(), w.double(), rate, 256) if arguments.n <= 100_000 else None
        line = {"d": d, "n": arguments.n, "pairs_per_second": best(z, s, w, rate, arguments.seconds)}
        if exact:
            single = sums(z[:256], s, w, rate, 256)[1].double()
            line["error"] = float((single - exact[1]).norm() / exact[1].norm())
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
