// Axes of diagrams: their look, ticks and ranges.

/** What all axes have in common. */
function axisStyle() {
  const soft = () => Theme.plain('soft'), line = () => Theme.colour('grid', 0.08);
  // Whole pixels: uPlot scales the number before px to the device.
  const font = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';
  return { stroke: soft, font, labelFont: font, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1, size: 4 }, gap: 4 };
}

/** Ticks and labels of an ordinate. */
function verticalAxis(log) {
  return { size: 58, space: 30, splits: log ? (u, i, low, high) => logTicks(low, high, u.height) : undefined, filter: (u, splits) => splits,
    values: (u, splits) => splits.map(log ? logLabel : short) };
}

function verticalScale(log) {
  return log ? { distr: 3, range: logRange } : { range: (u, low, high) => roomy(low, high) };
}

/** A power of ten as such, anything else as it is. */
function logLabel(v) {
  return Math.abs(Math.log10(v) % 1) < 1e-9 ? power(Math.round(Math.log10(v))) : short(v);
}

/** Indices of values between two gaps: no line reaches them, so they are drawn as points. */
function lonely(values) {
  const known = [], out = [];
  for (let i = 0; i < values.length; i++) if (values[i] !== undefined) known.push(i);
  for (let j = 0; j < known.length; j++) {
    if (values[known[j]] != null && (j === 0 || values[known[j - 1]] === null) && (j + 1 === known.length || values[known[j + 1]] === null)) out.push(known[j]);
  }
  return out;
}

/** A linear axis with a little room, from 0 where the values are not negative. */
function roomy(low, high) {
  if (low == null) return [0, 1];
  const bottom = low >= 0 && low < 0.6 * high ? 0 : low, room = 0.06 * (high - bottom) || Math.abs(high) * 0.1 || 1;
  return [bottom === 0 ? 0 : bottom - room, high + room];
}

/** The logarithmic axis around the values, not blown up to whole decades. */
function logRange(u, low, high) {
  if (low == null || !(low > 0)) return [1e-3, 1];
  const room = Math.max(0.04 * Math.log10(high / low), 0.05);
  return [low / 10 ** room, high * 10 ** room];
}

/** Powers of ten, and 2 and 5 times them where there are few. */
function logTicks(low, high, height) {
  const from = Math.floor(Math.log10(low)), to = Math.ceil(Math.log10(high)), out = [];
  const many = Math.max(1, Math.ceil((to - from) / Math.max(2, height / 34)));
  const decades = Math.log10(high / low), parts = decades < 1.2 ? [1, 2, 3, 5] : decades < 2.2 ? [1, 3] : [1];
  for (let e = from; e <= to; e++) {
    if (((e % many) + many) % many) continue;
    for (const m of parts) { const v = Number(`${m}e${e}`); if (v >= low && v <= high) out.push(v); }
  }
  return out;
}

/** 0, 1, 10, 100, ... on the axis log(1 + x). */
function bentTicks(low, high) {
  const out = [0];
  for (let e = 0; Math.log10(1 + 10 ** e) <= high + 1e-9; e++) out.push(Math.log10(1 + 10 ** e));
  return out.filter(v => v >= low - 1e-9);
}

/** A tick's label: 12000 as 12k. */
function short(v) {
  const r = Number(v.toPrecision(6));
  if (Math.abs(r) >= 1e4 && Math.abs(r) < 1e6) return number(r / 1e3) + 'k';
  if (Math.abs(r) >= 1e6 && Math.abs(r) < 1e9) return number(r / 1e6) + 'M';
  return number(r);
}
