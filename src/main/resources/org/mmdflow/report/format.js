// Numbers as people read them.

const RAISED = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };

/** 10 to the n, in superscripts. */
function power(n) {
  return '10' + String(n).replace(/./g, c => RAISED[c]);
}

/** A value to `digits` significant digits; a dash where it is undefined. */
function number(v, digits = 3) {
  if (v == null || !Number.isFinite(v)) return '–';
  if (v === 0) return '0';
  const size = Math.abs(v);
  if (size >= 1e-3 && size < 1e5) return String(Number(v.toPrecision(digits))).replace('-', '−');
  const [mantissa, exponent] = v.toExponential(digits - 1).split('e');
  return mantissa.replace('-', '−') + '·' + power(Number(exponent));
}

/** 12,345. */
function grouped(n) {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Seconds as 3.2 s, 4 min 05 s, 2 h 10 min. */
function duration(s) {
  if (s == null) return '–';
  if (s < 120) return number(s) + ' s';
  const two = v => String(Math.floor(v)).padStart(2, '0');
  if (s < 7200) return Math.floor(s / 60) + ' min ' + two(s % 60) + ' s';
  return Math.floor(s / 3600) + ' h ' + two((s % 3600) / 60) + ' min';
}

/** An axis's name: x₁, x₂, ... */
function axisName(axis) {
  return 'x' + String(axis + 1).replace(/./g, c => '₀₁₂₃₄₅₆₇₈₉'[c]);
}

/** Round numbers from low to high, about `count` of them. */
function ticks(low, high, count) {
  const raw = (high - low) / Math.max(1, count);
  const unit = 10 ** Math.floor(Math.log10(raw));
  const step = unit * [1, 2, 5, 10].find(m => m * unit >= raw * 0.999);
  const out = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) out.push(k * step);
  return out.map(v => Number(v.toPrecision(12)));
}

/** An element with a class and text; children may follow. */
function element(name, className, text, ...children) {
  const e = document.createElement(name);
  if (className) e.className = className;
  if (text) e.textContent = text;
  e.append(...children);
  return e;
}
