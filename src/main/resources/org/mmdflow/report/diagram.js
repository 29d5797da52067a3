// One panel of a reproduction: published curves grey, ours in colour with a band over seeds, bounds dashed.

/** How bounds are dashed, so that one can be told from another. */
const DASHES = [[7, 4], [2, 3], [11, 3, 2, 3], [14, 5]];

/** The same pattern for the key of a legend: opaque where the line is. */
function dashed(lengths) {
  let at = 0;
  const stops = lengths.map((length, i) => `${i % 2 ? 'transparent' : '#000'} ${at}px ${at += length}px`);
  return `repeating-linear-gradient(90deg, ${stops.join(', ')})`;
}

class Diagram {
  /** `spec`: title, x and y {label, log}, curves [{name, origin, x, y, low?, high?}]. */
  constructor(spec, index, host) {
    this.spec = spec; this.index = index;
    this.root = element('article', 'card plot diagram');
    this.root.id = 'panel-' + index;
    this.at = element('span', 'at');
    this.keys = element('div', 'curve-keys');
    this.plotHost = element('div', 'uplot-host');
    this.gap = element('p', 'gap');
    this.root.append(element('div', 'plot-head', '', element('h2', '', spec.title), this.at), this.keys, this.plotHost, this.gap);
    host.append(this.root);
    const ours = spec.curves.filter(c => c.origin === 'ours');
    const bounds = spec.curves.filter(c => c.origin === 'bound');
    this.curves = spec.curves.map(c => this.prepared(c, ours.indexOf(c), bounds.indexOf(c)));
    this.curves.forEach(c => this.addKey(c));
    this.say();
  }

  /** A curve's points that the axes can show, and what it looks like. */
  prepared(curve, order, bound) {
    const { x, y } = this.spec;
    const rows = curve.x.map((v, i) => i).filter(i => curve.x[i] != null && (!x.log || curve.x[i] > 0));
    const able = v => v != null && (!y.log || v > 0);
    const pick = values => rows.map(i => able(values[i]) ? values[i] : null);
    const xs = rows.map(i => curve.x[i]), ys = pick(curve.y);
    const least = Math.min(...curve.y.filter(able));
    // The band's lower edge may be where a logarithm has no place: it then ends at the lowest point drawn.
    const edge = values => rows.map(i => values[i] == null ? null : y.log && !(values[i] > 0) ? least : values[i]);
    return {
      ...curve, xs, ys, low: curve.low ? edge(curve.low) : null, high: curve.high ? edge(curve.high) : null,
      hidden: rows.filter(i => curve.y[i] != null && !able(curve.y[i])).length, shown: true,
      dye: curve.origin === 'ours' ? 'run-' + order % 6 : curve.origin === 'published' ? 'published' : 'bound',
      dash: bound < 0 ? undefined : DASHES[bound % DASHES.length],
    };
  }

  /** A button that shows and hides the curve, with the value under the pointer. */
  addKey(curve) {
    curve.value = element('b');
    const mark = element('span', 'key ' + curve.dye);
    if (curve.dash) Object.assign(mark.style, { mask: dashed(curve.dash), width: '22px' });
    curve.button = element('button', 'curve-key', '', mark, element('span', '', curve.name), curve.value);
    curve.button.type = 'button';
    curve.button.setAttribute('aria-pressed', 'true');
    curve.button.title = 'Show or hide';
    curve.button.addEventListener('click', () => this.toggle(curve));
    curve.button.addEventListener('pointerenter', () => this.focus(curve));
    curve.button.addEventListener('pointerleave', () => this.focus(null));
    this.keys.append(curve.button);
  }

  toggle(curve) {
    curve.shown = !curve.shown;
    curve.button.setAttribute('aria-pressed', String(curve.shown));
    if (this.plot) for (const i of curve.series) this.plot.setSeries(i, { show: curve.shown });
  }

  /** Fades all other curves. */
  focus(curve) {
    if (this.plot) this.plot.setSeries(curve && curve.shown ? curve.series[0] : null, { focus: Boolean(curve) });
  }

  say() {
    const hidden = this.curves.filter(c => c.hidden);
    this.gap.hidden = !hidden.length;
    this.gap.textContent = hidden.map(c => `${c.name} is zero or negative at ${grouped(c.hidden)} of ${grouped(c.xs.length)} points`).join('; ')
      + (hidden.length ? ': gaps on a logarithmic axis.' : '');
  }

  build() {
    const tables = [], series = [{}], bands = [];
    for (const curve of this.curves) {
      if (!curve.xs.length) { curve.series = []; continue; }
      curve.series = [series.length];
      const drawn = curve.low ? [[curve.ys, false], [curve.high, true], [curve.low, true]] : [[curve.ys, false]];
      for (const [values, edge] of drawn) { tables.push([curve.xs, values]); series.push(this.look(curve, edge)); }
      if (curve.low) {
        const first = curve.series[0];
        curve.series.push(first + 1, first + 2);
        bands.push({ series: [first + 1, first + 2], fill: () => Theme.colour(curve.dye, 0.17) });
      }
    }
    if (!this.curves.some(c => c.ys.some(v => v != null))) {
      this.plotHost.replaceChildren(element('p', 'empty', this.curves.length ? 'No value that these axes can show.' : 'Nothing has run that is shown here.'));
      return;
    }
    this.plot = new uPlot(this.options(series, bands), uPlot.join(tables), this.plotHost);
    this.marker = element('div', 'marker');
    this.marker.hidden = true;
    this.plot.over.append(this.marker);
  }

  look(curve, edge) {
    const colour = () => Theme.colour(curve.dye);
    if (edge) return { stroke: () => Theme.colour(curve.dye, 0.35), width: 0.75, points: { show: false }, spanGaps: false };
    return { stroke: colour, width: curve.origin === 'published' ? 3.4 : curve.origin === 'bound' ? 1.6 : 1.9, dash: curve.dash,
      points: { show: true, size: 3.5, width: 0, fill: colour, filter: (u, i) => lonely(u.data[i]) }, spanGaps: false };
  }

  options(series, bands) {
    const common = axisStyle(), { x, y } = this.spec;
    return {
      width: this.width(), height: this.height(), legend: { show: false }, padding: [10, 14, 0, 0], series, bands,
      focus: { alpha: 0.22 },
      cursor: { x: true, y: false, drag: { x: false, y: false }, points: { show: false }, focus: { prox: -1 } },
      hooks: { setCursor: [u => this.read(u)] },
      scales: { x: { time: false, ...(x.log ? { distr: 3, range: (u, low, high) => low === high ? [low / 2, high * 2] : [low, high] } : { range: (u, low, high) => low === high ? [low - 0.5, high + 0.5] : [low, high] }) }, y: verticalScale(y.log) },
      axes: [
        { ...common, label: x.label, labelSize: 18, labelGap: 0, size: 28,
          splits: x.log ? (u, i, low, high) => logTicks(low, high, u.width * 0.5) : undefined, filter: (u, splits) => splits,
          values: (u, splits) => splits.map(x.log ? logLabel : short) },
        { ...common, ...verticalAxis(y.log), label: y.label, labelSize: 18, labelGap: 0 },
      ],
    };
  }

  width() { return Theme.printing ? 320 : Math.max(200, this.plotHost.clientWidth); }
  height() { return Theme.printing ? 200 : this.index === 0 ? Math.min(400, Math.max(270, 0.45 * this.width())) : 270; }

  /** Writes each curve's value at the pointer beside its name. */
  read(u) {
    const x = u.cursor.left >= 0 ? u.posToVal(u.cursor.left, 'x') : null;
    this.at.textContent = x == null ? '' : this.spec.x.label + ' ' + (x >= 100 ? grouped(x) : number(x));
    for (const curve of this.curves) curve.value.textContent = x == null ? '' : number(this.valueAt(curve, x));
  }

  /** The nearest recorded value, on the axis' own scale. */
  valueAt(curve, x) {
    const far = v => this.spec.x.log ? Math.abs(Math.log(v / x)) : Math.abs(v - x);
    let best = -1;
    for (let i = 0; i < curve.xs.length; i++) if (best < 0 || far(curve.xs[i]) < far(curve.xs[best])) best = i;
    if (best < 0) return null;
    const { xs } = curve, slack = 1e-9 * (xs[xs.length - 1] - xs[0]);
    return x < xs[0] - slack || x > xs[xs.length - 1] + slack ? null : curve.ys[best];
  }

  /** Marks where a film's clock stands. */
  follow(time) {
    if (!this.plot) return;
    const { min, max } = this.plot.scales.x, inside = time >= min && time <= max && (!this.spec.x.log || time > 0);
    this.marker.hidden = !inside;
    if (inside) this.marker.style.transform = `translateX(${this.plot.valToPos(time, 'x') - 0.75}px)`;
  }

  resize() { if (this.plot) this.plot.setSize({ width: this.width(), height: this.height() }); }

  redraw() { if (this.plot) this.plot.redraw(); }
}
