#!/usr/bin/env python3
"""One table of what run measured: G pairs per second of mmdflow, PyTorch and a kernel of KeOps' structure."""

import glob
import json
import os
import re
import sys

FLOWS = ("small", "again", "many", "exact", "tf32")


def lines(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("{"):
                yield json.loads(line)


def number(value):
    return "-" if value is None else f"{value / 1e9:.4g}"


def main(folder):
    ours, errors, shares, torch, keops = {}, {}, {}, {}, {}
    for path in glob.glob(os.path.join(folder, "bench-*.txt")):
        for line in lines(path):
            for row in line["results"]:
                key = (row["n"], row["d"])
                ours[key], errors[key], shares[key] = row["pairs_per_second"], row["error"], row["share"]
    for path in glob.glob(os.path.join(folder, "torch-*.txt")):
        torch.update({(row["n"], row["d"]): row["pairs_per_second"] for row in lines(path)})
    path = os.path.join(folder, "one-thread-a-point.txt")
    if os.path.exists(path):
        keops.update({(row["n"], row["d"]): row["pairs_per_second"] for row in lines(path)})
    print("| n = m | d | mmdflow | of the ceiling | PyTorch | one thread a point | x PyTorch | x one thread | error |")
    print("|---|---|---|---|---|---|---|---|---|")
    for key in sorted(ours):
        mine = ours[key]
        ratio = lambda other: f"{mine / other[key]:.2f}" if other.get(key) else "-"  # noqa: E731
        share = "-" if shares[key] is None else f"{shares[key]:.0%}"
        print(f"| {key[0]:,} | {key[1]} | {number(mine)} | {share} | {number(torch.get(key))} | {number(keops.get(key))} "
              f"| {ratio(torch)} | {ratio(keops)} | {errors[key]:.1e} |")
    print("\n| flow | microseconds a step | G pairs per second |\n|---|---|---|")
    for name in FLOWS:
        path = os.path.join(folder, f"step-{name}.txt")
        for row in lines(path) if os.path.exists(path) else []:
            with open(os.path.join(folder, f"step-{name}.what"), encoding="utf-8") as file:
                what = file.read().strip()
            seconds = row["compute_seconds"] / row["steps"]
            print(f"| {what} | {seconds * 1e6:.1f} | {number(row['pairs_per_second'])} |")
    print()
    contract = os.path.join(folder, "contract.txt")
    if os.path.exists(contract):
        with open(contract, encoding="utf-8") as file:
            print(" ".join(re.sub(r"[\[\]\s]+", " ", line).strip() for line in file if re.search("tests (succ|fail)", line)))


if __name__ == "__main__":
    main(sys.argv[1])
