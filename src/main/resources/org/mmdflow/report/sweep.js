// The page of a sweep: diagrams with a mean and a band over seeds for each curve.

const sweep = JSON.parse(document.getElementById('data').textContent);

/** A scale of colours in the order of the curves, from blue over red to orange. */
function ramp(i, n, alpha = 1) {
  const hue = n < 2 ? 222 : 222 + (158 * i) / (n - 1);
  return `hsl(${hue % 360} ${Theme.dark() ? '85% 66%' : '74% 46%'} / ${alpha})`;
}

/** Ticks of a logarithmic axis; evenly spaced ones where it is too short for powers of ten. */
function fineTicks(low, high, size) {
  const powers = logTicks(low, high, size);
  return powers.length > 1 ? powers : ticks(low, high, 4);
}

class Diagram {
  /** `panel`: title, x and y {label, log}, curves [{name, x, y, low, high}]; `words` at x = 1, 2, ... */
  constructor(panel, words, host) {
    Object.assign(this, { panel, words, logX: panel.x.log });
    this.root = element('article', 'card plot');
    this.head = element('div', 'plot-head', '', element('h2', '', panel.title));
    this.values = element('div', 'values');
    this.plotHost = element('div', 'uplot-host');
    this.gap = element('p', 'gap');
    this.root.append(this.head, this.values, this.plotHost, this.gap);
    host.append(this.root);
    const able = !words.length && panel.curves.some(c => c.x.some(x => x > 0));
    if (able) {
      const { box, whole } = checkbox('log-' + host.children.length, 'Logarithmic ' + panel.x.label, this.logX, 'Equal ratios equally far apart; what is not above 0 is left out', on => { this.logX = on; this.build(); });
      box.checked = this.logX;
      whole.style.marginLeft = 'auto';
      this.head.append(whole);
    }
  }

  build() {
    if (this.plot) this.plot.destroy();
    this.plot = null;
    this.plotHost.replaceChildren();
    this.values.replaceChildren();
    this.hidden = 0;
    this.curves = this.panel.curves.map(c => this.points(c));
    this.gap.textContent = this.hidden ? `${grouped(this.hidden)} values are not above 0: a logarithm has no place for these, they are gaps.` : '';
    this.gap.hidden = !this.hidden;
    if (!this.curves.some(c => c.y.some(y => y != null))) {
      this.plotHost.append(element('p', 'empty', 'No complete run yet.'));
      return;
    }
    const n = this.curves.length;
    this.readings = this.curves.map((c, i) => {
      const key = element('span', 'key'), value = element('b');
      key.style.background = ramp(i, n);
      this.values.append(element('span', '', '', key, c.name + ' ', value));
      return value;
    });
    const data = uPlot.join(this.curves.map(c => [c.x, c.y, c.low, c.high]));
    this.plot = new uPlot(this.options(), data, this.plotHost);
    this.read(null);
  }

  /** A curve without what the axes cannot show. */
  points(curve) {
    const { log } = this.panel.y, out = { name: curve.name, x: [], y: [], low: [], high: [] };
    const shown = v => { if (v == null || !log || v > 0) return v; this.hidden++; return null; };
    curve.x.forEach((x, i) => {
      if (this.logX && !(x > 0)) return;
      const y = shown(curve.y[i]), band = curve.low && y != null && !(log && !(curve.low[i] > 0));
      out.x.push(x);
      out.y.push(y);
      out.low.push(band ? curve.low[i] : null);
      out.high.push(band ? curve.high[i] : null);
    });
    return out;
  }

  options() {
    const soft = () => Theme.plain('soft'), line = () => Theme.colour('grid', 0.08), n = this.curves.length;
    const font = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';
    const common = { stroke: soft, font, labelFont: font, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1, size: 4 }, gap: 4 };
    const { log } = this.panel.y, { words, logX } = this;
    const few = this.curves.every(c => c.x.length <= 24), series = [{}], bands = [];
    this.curves.forEach((c, i) => {
      const at = series.length, colour = () => ramp(i, n), none = { stroke: 'transparent', width: 0, points: { show: false } };
      series.push({ stroke: colour, width: 2, points: { show: true, size: few ? 6 : 3, width: 0, fill: colour, filter: few ? undefined : (u, k) => lonely(u.data[k]) } }, none, { ...none });
      bands.push({ series: [at + 2, at + 1], fill: () => ramp(i, n, 0.14) });
    });
    const rangeX = (u, low, high) => {
      if (words.length) return [0.5, words.length + 0.5];
      if (low == null) return [0, 1];
      if (logX) return low === high ? [low / 2, high * 2] : [low, high];
      return low === high ? [low - 0.5, high + 0.5] : [low, high];
    };
    return {
      width: this.width(), height: 280, legend: { show: false }, padding: [10, 18, 0, 0],
      cursor: { drag: { x: false, y: false }, points: { show: false } },
      hooks: { setCursor: [u => this.read(u.cursor.idx)] },
      scales: { x: { time: false, distr: logX ? 3 : 1, range: rangeX }, y: log ? { distr: 3, range: logRange } : { range: (u, low, high) => roomy(low, high) } },
      axes: [
        { ...common, label: this.panel.x.label, labelSize: 18, labelGap: 0, size: 28,
          splits: words.length ? () => words.map((w, i) => i + 1) : logX ? (u, i, low, high) => fineTicks(low, high, u.width / 2) : undefined,
          filter: (u, splits) => splits,
          values: (u, splits) => splits.map(v => words.length ? this.word(v) : short(v)) },
        { ...common, size: 58, space: 30, splits: log ? (u, i, low, high) => fineTicks(low, high, u.height) : undefined, filter: (u, splits) => splits,
          values: (u, splits) => splits.map(v => log && Math.abs(Math.log10(v) % 1) < 1e-9 ? power(Math.round(Math.log10(v))) : short(v)) },
      ],
      series, bands,
    };
  }

  /** A category, cut to its share of the axis. */
  word(v) {
    const text = this.words[v - 1] || '', most = Math.max(5, Math.floor(this.width() / this.words.length / 8.5));
    return text.length > most ? text.slice(0, most - 1) + '…' : text;
  }

  /** The readings at a point of the abscissa; the last ones where there is none. */
  read(index) {
    if (!this.plot) return;
    const { data } = this.plot;
    this.curves.forEach((c, i) => {
      const column = data[1 + 3 * i];
      let k = index == null ? column.length - 1 : index;
      while (k > 0 && column[k] === undefined) k--;
      this.readings[i].textContent = number(column[k]);
    });
  }

  width() { return Theme.printing ? 640 : Math.max(220, this.plotHost.clientWidth); }

  resize() { if (this.plot) this.build(); }
}

const diagramHost = document.getElementById('diagrams');
const diagrams = sweep.panels.map((panel, i) => new Diagram(panel, sweep.categories[i], diagramHost));
connectCopy();
Theme.listeners.push(() => diagrams.forEach(d => d.build()));
Theme.start(document.getElementById('theme'));

let pageWidth = document.body.clientWidth;
new ResizeObserver(() => {
  if (document.body.clientWidth === pageWidth) return;
  pageWidth = document.body.clientWidth;
  diagrams.forEach(d => d.resize());
}).observe(document.body);
window.addEventListener('beforeprint', () => { Theme.printing = true; Theme.apply(); });
window.addEventListener('afterprint', () => { Theme.printing = false; Theme.apply(); });
