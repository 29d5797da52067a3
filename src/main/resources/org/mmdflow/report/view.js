// Which part of space a picture shows.

/** The box of data that every film shows, with a margin; the same for all runs. */
function commonView(runs, { x, y }, rangeOf) {
  const equal = Math.max(...runs.map(r => r.d)) > 1;
  const span = axis => {
    let low = Infinity, high = -Infinity;
    for (const run of runs) {
      const [a, b] = rangeOf(run, axis);
      low = Math.min(low, a); high = Math.max(high, b);
    }
    const margin = 0.05 * (high - low);
    return [low - margin, high + margin];
  };
  const [x0, x1] = span(x), [y0, y1] = span(y);
  return { x, y, x0, x1, y0, y1, equal };
}

/** Everything that the run's clouds and its target ever reach. */
function wholeRange(run, axis) { return run.range(axis); }

/** Lowest and highest value of a cloud, but for a share of its points at either end. */
function cloudRange(run, cloud, axis, share) {
  const [low, high] = run.range(axis);
  const levels = cloud.axis(axis).filter(q => q !== NOT_FINITE).sort();
  if (!levels.length) return [low, high];
  const skip = Math.floor(share * levels.length), value = q => low + (high - low) * q / TOP;
  return [value(levels[skip]), value(levels[levels.length - 1 - skip])];
}

/** Where the target lies, with room around it. */
function targetRange(run, axis) {
  if (!run.target || axis >= run.box.length) return run.range(axis);
  const [from, to] = cloudRange(run, run.target, axis, 0), room = 0.1 * (to - from) || 0.5;
  return [from - room, to + room];
}

/** The target and nearly all particles at all times: a few that flee do not make the rest small. */
function mostRange(run, axis) {
  if (axis >= run.box.length) return run.range(axis);
  const parts = run.frames.map(f => cloudRange(run, f.cloud, axis, 0.03));
  if (run.target) parts.push(cloudRange(run, run.target, axis, 0));
  return [Math.min(...parts.map(p => p[0])), Math.max(...parts.map(p => p[1]))];
}
