#!/usr/bin/env python3
"""Writes the table of the normal transform: one 32-bit word -> one normal float.

    python3 kernels/tables/normal_table.py          write the table, print its error
    python3 kernels/tables/normal_table.py --check  fail if the committed files differ

A word's low 31 bits u give v = 2u + 1 and p = v 2^-33, in (0, 1/2). Octave o = leading zeros of v,
m = v << o; segment s = bits 30-28 of m; t = (bits 27-4 of m) 2^-24. Up to the four bits that are
dropped, p = 2^-(2+o) (1 + (s + t) / 8). The cubic of row 8 o + s, by three float fma, approximates
-InvPhi(p). Everything is decimal arithmetic of 50 digits, so every machine writes the same bits.
Standard library only.
"""

import math
import struct
import sys
from decimal import Decimal, getcontext
from pathlib import Path
from statistics import NormalDist

getcontext().prec = 50
ROOT = Path(__file__).resolve().parents[2]
JAVA = ROOT / "src/main/java/org/mmdflow/random/NormalTable.java"
HEADER = ROOT / "kernels/common/normal_table.h"
OCTAVES, SEGMENTS, NODES = 32, 8, 12
ROOT_TWO_PI = (2 * Decimal("3.14159265358979323846264338327950288419716939937510582")).sqrt()


def upper_tail_and_density(x):
    """P(Z > x) and the density at x, by the all-positive series of the distribution function."""
    density = (-x * x / 2).exp() / ROOT_TWO_PI
    term = total = x
    k = 3
    while term > Decimal("1e-50"):
        term = term * x * x / k
        total += term
        k += 2
    return Decimal("0.5") - density * total, density


def quantile(p):
    """x >= 0 with P(Z > x) = p: a Newton step from 16 digits to more than 25."""
    x = Decimal(-NormalDist().inv_cdf(float(p)))
    tail, density = upper_tail_and_density(x)
    return x + (tail - p) / density


def probability(octave, segment, t):
    return (1 + (segment + t) / 8) / Decimal(2) ** (2 + octave)


def to_bits(value):
    """The float nearest to a decimal, as bits (through a double: 29 spare bits)."""
    return struct.unpack("<I", struct.pack("<f", float(value)))[0]


def to_float(bits):
    return struct.unpack("<f", struct.pack("<I", bits))[0]


def solve(matrix, right):
    """Gaussian elimination of a small positive definite system."""
    n = len(right)
    rows = [list(r) + [b] for r, b in zip(matrix, right)]
    for i in range(n):
        for j in range(i + 1, n):
            f = rows[j][i] / rows[i][i]
            rows[j] = [a - f * b for a, b in zip(rows[j], rows[i])]
    x = [Decimal(0)] * n
    for i in reversed(range(n)):
        x[i] = (rows[i][n] - sum(rows[i][j] * x[j] for j in range(i + 1, n))) / rows[i][i]
    return x


def fit(octave, segment, nodes):
    """The cubic as float bits: of three choices of c0, an ulp apart, the one with the least error."""
    values = [quantile(probability(octave, segment, t)) for t in nodes]
    middle = fit_from(values, nodes, [])[0]
    rows = [fit_from(values, nodes, [c0]) for c0 in (middle, middle - 1, middle + 1)]
    return min(rows, key=lambda row: segment_error(row, octave, segment))


def fit_from(values, nodes, bits):
    """Least squares on Chebyshev nodes, each coefficient rounded before the next is fitted; bits
    holds those already chosen."""
    left, bits = values, list(bits)
    for power in range(4):
        if power == len(bits):
            powers = range(power, 4)
            matrix = [[sum(t ** (i + j) for t in nodes) for j in powers] for i in powers]
            right = [sum(f * t**i for t, f in zip(nodes, left)) for i in powers]
            bits.append(to_bits(solve(matrix, right)[0]))
        coefficient = Decimal(to_float(bits[power]))
        left = [f - coefficient * t**power for t, f in zip(nodes, left)]
    return bits


def float32(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def evaluate(row, t):
    """The cubic as a float machine has it (a double sum rounded to float stands for the fma)."""
    c = [to_float(b) for b in row]
    x = c[3]
    for k in (2, 1, 0):
        x = float32(x * t + c[k])
    return x


def positive_at_the_end(row):
    """Raises c3, ulp by ulp, until the segment that ends at p = 1/2 stays above zero."""
    last = [1 - (k + 1) * 2.0**-24 for k in range(64)]
    while min(evaluate(row, t) for t in last) <= 0:
        c3 = row[3]
        row[3] = c3 - 1 if c3 >> 31 else c3 + 1
    return row


def table():
    # A fixed decimal cosine would change nothing: nodes rounded to 2^-24 are exact everywhere.
    nodes = [
        Decimal(round((0.5 - 0.5 * math.cos((k + 0.5) * math.pi / NODES)) * 2**24)) / 2**24
        for k in range(NODES)
    ]
    rows = [fit(o, s, nodes) for o in range(OCTAVES) for s in range(SEGMENTS)]
    rows[SEGMENTS - 1] = positive_at_the_end(rows[SEGMENTS - 1])
    return rows


def segment_error(row, octave, segment, points=257):
    """Largest |float cubic - quantile| on an even grid of a segment."""
    worst = 0.0
    for k in range(points):
        t = (k * (2**24 - 1) // (points - 1)) * 2.0**-24
        p = (1 + (segment + t) / 8) * 2.0 ** -(2 + octave)
        worst = max(worst, abs(evaluate(row, t) + NormalDist().inv_cdf(p)))
    return worst


def java_text(rows):
    lines = []
    for a, b in zip(rows[0::2], rows[1::2]):
        lines.append("    " + " ".join(f"0x{x:08x}," for x in a + b))
    return f"""// generated by kernels/tables/normal_table.py
package org.mmdflow.random;

/**
 * The cubics of {{@link NormalTransform}} as float bits: c0, c1, c2, c3 of row 8 octave + segment.
 * The same numbers stand in {{@code kernels/common/normal_table.h}}.
 */
final class NormalTable {{
  private NormalTable() {{}}

  /** A fresh copy, {4 * len(rows)} words. */
  static int[] bits() {{
    return BITS.clone();
  }}

  private static final int[] BITS = {{
{chr(10).join(lines)}
  }};
}}
"""


def header_text(rows):
    """Four macros, since C11 promises no more than 4095 characters in one logical line."""
    out = [
        "/* generated by kernels/tables/normal_table.py */",
        "/* Cubics of the normal transform as float bits: c0, c1, c2, c3 of row 8 octave + segment. */",
        "#ifndef MMDFLOW_NORMAL_TABLE_H",
        "#define MMDFLOW_NORMAL_TABLE_H",
        "",
    ]
    quarter = len(rows) // 4
    for q in range(4):
        part = rows[q * quarter : (q + 1) * quarter]
        lines = [
            "  " + ", ".join(f"0x{x:08x}u" for x in a + b) for a, b in zip(part[0::2], part[1::2])
        ]
        out.append(f"#define MMDFLOW_NORMAL_TABLE_{q} \\")
        out.append(", \\\n".join(lines))
        out.append("")
    parts = ", ".join(f"MMDFLOW_NORMAL_TABLE_{q}" for q in range(4))
    out += ["#define MMDFLOW_NORMAL_TABLE \\", "  " + parts, "", "#endif", ""]
    return "\n".join(out)


def main():
    rows = table()
    files = {JAVA: java_text(rows), HEADER: header_text(rows)}
    if sys.argv[1:] == ["--check"]:
        wrong = [p for p, text in files.items() if not p.exists() or p.read_text() != text]
        for path in wrong:
            print(f"{path.relative_to(ROOT)} differs; run {Path(__file__).name} to write it anew")
        sys.exit(1 if wrong else 0)
    for path, text in files.items():
        path.write_text(text)
    error, row = max((segment_error(r, i // 8, i % 8), i) for i, r in enumerate(rows))
    print(f"largest error {error:.3e} (octave {row // 8}, segment {row % 8})")


if __name__ == "__main__":
    main()
