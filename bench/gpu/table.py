#!/usr/bin/env python3
"""One table of what run measured: G pairs per second of mmdflow, PyTorch and a kernel of KeOps' structure."""

import glob
import json
import os
import re
import sys


def lines(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("{"):
                yield json.loads(line)


def number(value):
    return "-" if value is None else f"{value / 1e9:.4g}"


def main(folder):
    ours, errors, torch, keops = {}, {}, {}, {}
    for path in glob.glob(os.path.join(folder, "bench-*.txt")):
        for line in lines(path):
            for row in line["results"]:
                key = (row["n"], row["d"])
                ours[key], errors[key] = row["pairs_per_second"], row["error"]
    for path in glob.glob(os.path.join(folder, "torch-*.txt")):
        torch.update({(row["n"], row["d"]): row["pairs_per_second"] for row in lines(path)})
    path = os.path.join(folder, "one-thread-a-point.txt")
    if os.path.exists(path):
        keops.update({(row["n"], row["d"]): row["pairs_per_second"] for row in lines(path)})
    print("| n = m | d | mmdflow | PyTorch | one thread a point | x PyTorch | x one thread | error |")
    print("|---|---|---|---|---|---|---|---|")
    for key in sorted(ours):
        mine = ours[key]
        ratio = lambda other: f"{mine / other[key]:.2f}" if other.get(key) else "-"  # noqa: E731
        print(f"| {key[0]:,} | {key[1]} | {number(mine)} | {number(torch.get(key))} | {number(keops.get(key))} "
              f"| {ratio(torch)} | {ratio(keops)} | {errors[key]:.1e} |")
    path = os.path.join(folder, "step-1000.txt")
    for row in lines(path) if os.path.exists(path) else []:
        print(f"\na step of n = m = 1,000, d = 3: {row['compute_seconds'] / row['steps'] * 1e6:.1f} microseconds")
    contract = os.path.join(folder, "contract.txt")
    if os.path.exists(contract):
        with open(contract, encoding="utf-8") as file:
            print(" ".join(re.sub(r"[\[\]\s]+", " ", line).strip() for line in file if re.search("tests (succ|fail)", line)))


if __name__ == "__main__":
    main(sys.argv[1])
