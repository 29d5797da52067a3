"""Value and gradient of a kernel sum by whole-array operations, for numpy and PyTorch alike.

Coordinates are divided by the kernel's length. A block of squared distances, rows of points by columns
of sources, is made in one of the ways below, turned into kernel values in place, and multiplied by
[w s, w]; everything that depends on the data is done in every call.

    product   |z|^2 + |s|^2 - 2 z's as one matrix product of [z, 1, |z|^2] and [-2 s, |s|^2, 1]
    direct    differences, coordinate by coordinate, squared and added
"""

from serving import Tuned

# Kernels that are not smooth at 0: their expanded form loses all digits of close pairs.
SINGULAR = ("laplace", "energy")


class Blocks(Tuned):
    """`lib` is numpy or torch; a subclass names what differs between them."""

    def __init__(self, lib, points, sources, weights, family, length, workers):
        self.family, self.length, self.lib = family, length, lib
        self.points, self.sources, self.weights = points, sources, weights
        self.value = self.empty(len(points))
        self.gradient = self.empty(*points.shape)
        # -u^2 / 2 is what the Gaussian wants; the others take u^2.
        self.factor = -0.5 if family == "gaussian" else 1.0
        forms = ["direct"] if family in SINGULAR else list(self.smooth_forms)
        if "direct" not in forms and points.shape[1] <= 5:
            forms.append("direct")
        super().__init__(len(points), len(sources), workers, forms)

    def begin(self, form):
        """Once a call: the sources, scaled and extended."""
        s = self.sources / self.length
        w = self.weights[:, None]
        self.right = self.hstack([w * s, w])
        if form == "direct":
            self.scaled = self.transposed(s)
        else:
            norms = self.factor * (s * s).sum(1)
            self.left = self.extended(form, s, norms)

    def extended(self, form, s, norms):
        ones = norms[:, None] * 0 + 1
        return self.transposed(self.hstack([-2 * self.factor * s, norms[:, None], ones]))

    def room(self, rows, columns):
        one = self.family == "gaussian" and self.choice[0] != "direct"
        return [self.empty(rows, columns) for _ in range(1 if one else 2)]

    def rows(self, form, first, last, columns, room):
        z = self.points[first:last] / self.length
        sums = self.empty(last - first, z.shape[1] + 1)
        sums[:] = 0
        values = self.empty(last - first)
        values[:] = 0
        points = z
        if form != "direct":
            ones = z[:, :1] * 0 + 1
            points = self.hstack([z, ones, self.factor * (z * z).sum(1)[:, None]])
        for start in range(0, self.m, columns):
            end = min(self.m, start + columns)
            tile = [part[: last - first, : end - start] for part in room]
            self.distances(form, points, start, end, tile)
            self.profile(tile)
            slopes = tile[0] if self.family == "gaussian" else tile[1]
            self.accumulate(sums, slopes, self.right[start:end])
            if self.family != "gaussian":
                values += tile[0] @ self.weights[start:end]
        self.value[first:last] = sums[:, -1] if self.family == "gaussian" else values
        inner, mass = sums[:, :-1], sums[:, -1:]
        self.gradient[first:last] = (inner - z * mass) / self.length

    def distances(self, form, points, start, end, tile):
        if form == "direct":
            self.differences(points, start, end, tile)
        else:
            self.lib.matmul(points, self.left[:, start:end], out=tile[0])

    def differences(self, z, start, end, tile):
        out, room = tile
        for c in range(z.shape[1]):
            target = out if c == 0 else room
            self.lib.subtract(z[:, c : c + 1], self.scaled[c, start:end], out=target)
            self.lib.multiply(target, target, out=target)
            if c > 0:
                self.lib.add(out, room, out=out)
        if self.factor != 1:
            self.lib.multiply(out, self.factor, out=out)

    def profile(self, tile):
        """From u^2 (Gaussian: -u^2 / 2) to k in the first tile and -(dk/du) / u in the second; the
        Gaussian's are the same."""
        lib = self.lib
        k = tile[0]
        if self.family == "gaussian":
            lib.exp(k, out=k)
            return
        h = tile[1]
        if self.family == "imq":
            lib.add(k, 1, out=k)
            self.rsqrt(k, k)
            lib.multiply(k, k, out=h)
            lib.multiply(h, k, out=h)
        elif self.family == "energy":
            lib.sqrt(k, out=k)
            lib.reciprocal(k, out=h)
            lib.negative(k, out=k)
        elif self.family == "laplace":
            lib.sqrt(k, out=k)
            lib.reciprocal(k, out=h)
            lib.negative(k, out=k)
            lib.exp(k, out=k)
            lib.multiply(h, k, out=h)
        elif self.family == "matern32":
            # Rounding may leave a square just below 0.
            lib.abs(k, out=k)
            lib.multiply(k, 3, out=k)
            lib.sqrt(k, out=k)
            lib.negative(k, out=h)
            lib.exp(h, out=h)
            lib.add(k, 1, out=k)
            lib.multiply(k, h, out=k)
            lib.multiply(h, 3, out=h)
        else:
            raise ValueError(f"no formula for {self.family}")
