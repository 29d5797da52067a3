"""What every peer in Python shares: the conversation with `run`, and tuning.

A peer reads commands, one a line, and answers each with one line of JSON:

    prepare KEY FAMILY LENGTH   reads KEY-points.npy, KEY-sources.npy, KEY-weights.npy; tunes and warms up
    measure KEY SECONDS         repeats value and gradient for so long, at least three times
    result KEY FILE             writes the last gradient and value, n x (d + 1), float64

Its first line says what it is, or why it cannot run. Processor time is read by `run`, from outside.
"""

import argparse
import concurrent.futures
import importlib
import itertools
import json
import os
import sys
import time

ROWS = (32, 128, 512)
COLUMNS = (512, 2048, None)
TUNING_POINTS = 1024
TUNING_CALLS = 3


def main(module_name, make):
    """`make(module, workers, precision)` gives an object with version, load and forms; see Blocks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", type=int, default=1, help="Python threads, each with its blocks")
    parser.add_argument("--whole", action="store_true", help="no blocks: matrices of all points by all sources")
    parser.add_argument("--precision", choices=("float", "double"), default="float")
    arguments = parser.parse_args()
    # Libraries may print: the conversation gets the real standard output, they get the error stream.
    channel = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    def answer(**members):
        print(json.dumps(members), file=channel, flush=True)

    try:
        module = importlib.import_module(module_name)
    except ImportError as missing:
        return answer(skip=str(missing))
    Tuned.whole = arguments.whole
    peer = make(module, arguments.workers, arguments.precision)
    answer(version=peer.version)
    problems = {}
    for line in sys.stdin:
        try:
            answer(**obey(peer, problems, *line.split()))
        except Exception as failure:  # whatever a library throws: it belongs into the table
            answer(skip=f"{type(failure).__name__}: {failure}")


def obey(peer, problems, command, key, *words):
    if command == "prepare":
        problems[key] = peer.load(key, words[0], float(words[1]))
        return {"settings": problems[key].tune()}
    if command == "measure":
        return measure(problems[key].run, float(words[0]))
    if command == "result":
        problems[key].write(words[0])
        return {"written": words[0]}
    raise ValueError(f"no command {command}")


def measure(call, seconds):
    times = []
    end = time.perf_counter() + seconds
    while len(times) < 3 or time.perf_counter() < end:
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return {"calls": len(times), "best": min(times)}


class Tuned:
    """A problem cut into blocks of rows and columns: `forms` are ways to compute one block."""

    whole = False

    def __init__(self, n, m, workers, forms):
        self.n, self.m, self.workers, self.forms = n, m, workers, forms
        self.pool = concurrent.futures.ThreadPoolExecutor(workers) if workers > 1 else None
        self.choice = None

    def tune(self):
        """Takes the fastest form, rows and columns on the first points; says which."""
        best = None
        points = self.n if self.whole else min(self.n, TUNING_POINTS)
        rows_to_try, columns_to_try = ((self.n,), (None,)) if self.whole else (ROWS, COLUMNS)
        for choice in itertools.product(self.forms, rows_to_try, columns_to_try):
            form, rows, columns = choice
            if columns is not None and columns >= self.m:
                continue
            self.settle(choice)
            self.sweep(points)
            seconds = min(self.timed(points) for _ in range(TUNING_CALLS))
            if best is None or seconds < best[0]:
                best = (seconds, choice)
        self.settle(best[1])
        self.run()
        form, rows, columns = best[1]
        return f"{form}, {'one matrix' if self.whole else 'blocks'} of {rows} x {columns or self.m}"

    def settle(self, choice):
        form, rows, columns = choice
        self.choice = (form, rows, columns or self.m)
        self.rooms = [self.room(rows, self.choice[2]) for _ in range(self.workers)]

    def timed(self, points):
        begin = time.perf_counter()
        self.sweep(points)
        return time.perf_counter() - begin

    def run(self):
        self.sweep(self.n)

    def sweep(self, n):
        form, rows, columns = self.choice
        self.begin(form)
        starts = range(0, n, rows)

        def work(index):
            for first in starts[index :: self.workers]:
                self.rows(form, first, min(n, first + rows), columns, self.rooms[index])

        if self.pool:
            list(self.pool.map(work, range(self.workers)))
        else:
            work(0)
