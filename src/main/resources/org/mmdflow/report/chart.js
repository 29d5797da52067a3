// Curves over time; their cursor is the clock's.

const AXES = {
  step: { column: 'step', label: 'step' },
  flow_time: { column: 'flow_time', label: 'flow time' },
  seconds: { column: 'seconds', label: 'seconds' },
};

class Chart {
  /** `spec`: title, log, parts [{column, label, value, dash, bound}], for every run one curve a part. */
  constructor(spec, runs, clock, host) {
    Object.assign(this, { spec, runs, clock });
    this.root = element('article', 'card plot');
    this.root.id = 'plot-' + spec.id;
    this.head = element('div', 'plot-head', '', element('h2', '', spec.title));
    this.values = element('div', 'values');
    this.plotHost = element('div', 'uplot-host');
    this.gap = element('p', 'gap');
    this.root.append(this.head, this.values, this.plotHost, this.gap);
    host.append(this.root);
  }

  /** x of a row or a step under the chosen axis: log(1 + x) keeps the start in sight. */
  bend(x) { return this.axis.log ? Math.log10(1 + Math.max(0, x)) : x; }
  unbend(x) { return this.axis.log ? 10 ** x - 1 : x; }

  build(axis) {
    this.axis = axis;
    if (this.plot) this.plot.destroy();
    this.plot = null;
    this.plotHost.replaceChildren();
    this.values.replaceChildren();
    this.gap.textContent = '';
    this.curves = [];
    for (const run of this.runs) for (const part of this.spec.parts) this.addCurve(run, part);
    this.gap.hidden = !this.gap.textContent;
    const drawn = this.curves.some(c => c.ys.some(y => y != null));
    if (!drawn) {
      this.plotHost.append(element('p', 'empty', this.curves.length ? 'No value that this axis can show.' : 'Not recorded in this run.'));
      return;
    }
    const data = uPlot.join(this.curves.map(c => [c.xs, c.ys]));
    this.plot = new uPlot(this.options(), data, this.plotHost);
    this.addMarkers();
    this.attach();
    this.follow();
  }

  addCurve(run, part) {
    const source = run.metrics[part.column], times = run.metrics[AXES[this.axis.by].column];
    if (!source || !times) return;
    const several = this.runs.length > 1;
    // A bound falls without end: it is drawn down to a tenth of the curves that it bounds.
    const floor = part.bound ? Math.min(...this.curves.filter(c => !c.part.bound).flatMap(c => c.ys).filter(y => y != null)) / 10 : 0;
    const xs = [], ys = [];
    let hidden = 0;
    for (let i = 0; i < source.length; i++) {
      const x = times[i] == null ? null : this.bend(times[i]);
      if (x == null || (xs.length && x <= xs[xs.length - 1])) continue;
      const y = source[i] == null ? null : part.value ? part.value(source[i]) : source[i];
      const shown = y != null && (!this.spec.log || y > (Number.isFinite(floor) ? floor : 0));
      if (y != null && !shown && !part.bound) hidden++;
      xs.push(x);
      ys.push(shown ? y : null);
    }
    const who = several ? run.title + (part.bound ? ', ' + part.label : '') : part.label;
    if (hidden) {
      this.gap.append(`${who}${several ? ', ' + part.label : ''} is zero or negative in ${grouped(hidden)} of ${grouped(source.length)} rows: a logarithm has no place for these, they are gaps. `);
    }
    const key = element('span', 'key ' + (part.dash ? 'dashed ' : '') + this.dye(run, part));
    const value = element('b');
    this.values.append(element('span', '', '', key, who + ' ', value));
    this.curves.push({ run, part, xs, ys, value, source });
  }

  dye(run, part) { return this.runs.length > 1 ? run.colour : part.colour || run.colour; }

  options() {
    const common = axisStyle(), { log } = this.spec;
    return {
      width: this.width(), height: this.height(), legend: { show: false }, padding: [10, 14, 0, 0],
      cursor: { show: false },
      scales: { x: { time: false, range: (u, low, high) => low === high ? [low - 0.5, high + 0.5] : [low, high] }, y: verticalScale(log) },
      axes: [
        { ...common, ...(this.spec.labelled ? { label: AXES[this.axis.by].label + (this.axis.log ? ', on the axis log(1 + ' + AXES[this.axis.by].label + ')' : ''), labelSize: 18, labelGap: 0 } : {}), size: 28,
          splits: this.axis.log ? (u, i, low, high) => bentTicks(low, high) : undefined,
          values: (u, splits) => splits.map(v => short(this.unbend(v))) },
        { ...common, ...verticalAxis(log) },
      ],
      series: [{}, ...this.curves.map(c => ({
        stroke: () => Theme.colour(this.dye(c.run, c.part)), width: 1.8, dash: c.part.dash ? [5, 3] : undefined,
        points: { show: true, size: 3, width: 0, fill: () => Theme.colour(this.dye(c.run, c.part)), filter: (u, i) => lonely(u.data[i]) }, spanGaps: false,
      }))],
    };
  }

  width() { return Theme.printing ? (this.runs.length > 1 ? 300 : 640) : Math.max(200, this.plotHost.clientWidth); }
  height() { return this.spec.height; }

  addMarkers() {
    const over = this.plot.over;
    this.markers = (this.axis.by === 'step' ? [this.runs[0]] : this.runs).map(run => {
      const line = element('div', 'marker');
      if (this.axis.by !== 'step' && this.runs.length > 1) line.style.borderColor = `rgb(var(--${run.colour}))`;
      over.append(line);
      return { run, line };
    });
    for (const curve of this.curves) {
      curve.bead = element('div', 'bead ' + this.dye(curve.run, curve.part));
      over.append(curve.bead);
    }
  }

  /** Moving over the curves moves the clock while it stands; pressing stops it and takes it along. */
  attach() {
    const over = this.plot.over;
    const seek = e => {
      const x = this.unbend(this.plot.posToVal(e.clientX - over.getBoundingClientRect().left, 'x'));
      this.clock.seekStep(this.stepAt(x));
    };
    over.addEventListener('pointerdown', e => { this.clock.pause(); over.setPointerCapture(e.pointerId); seek(e); });
    over.addEventListener('pointermove', e => { if (!this.clock.playing) seek(e); });
  }

  /** The step at which the first run stood at x. */
  stepAt(x) {
    if (this.axis.by === 'step') return x;
    const { metrics } = this.runs[0], times = metrics[AXES[this.axis.by].column];
    let k = times.findIndex(v => v != null && v >= x);
    if (k < 0) k = times.length - 1;
    if (k === 0) return metrics.step[0];
    const t = (x - times[k - 1]) / (times[k] - times[k - 1] || 1);
    return metrics.step[k - 1] + t * (metrics.step[k] - metrics.step[k - 1]);
  }

  /** Puts markers, beads and readings where the clock is. */
  follow() {
    if (!this.plot) return;
    const step = this.clock.step, column = AXES[this.axis.by].column;
    for (const { run, line } of this.markers) {
      const end = run.metrics.step[run.metrics.step.length - 1];
      const x = this.axis.by === 'step' ? step : run.interpolated(column, Math.min(step, end));
      line.style.transform = `translateX(${this.plot.valToPos(this.bend(x), 'x') - 0.75}px)`;
    }
    for (const c of this.curves) {
      const row = c.run.row(step), raw = c.source[row];
      const value = raw == null ? null : c.part.value ? c.part.value(raw) : raw;
      c.value.textContent = number(value);
      const visible = value != null && (!this.spec.log || value > 0);
      c.bead.hidden = !visible;
      if (visible) c.bead.style.transform = `translate(${this.onLine(c, row, step).map(v => v + 'px')})`;
    }
  }

  /** The place on a curve's line, in pixels, at a step from `row` on and before the next row. */
  onLine(curve, row, step) {
    const { run, source, part } = curve, column = run.metrics[AXES[this.axis.by].column], { metrics } = run;
    const place = i => {
      const y = source[i] == null ? null : part.value ? part.value(source[i]) : source[i];
      if (column[i] == null || y == null || (this.spec.log && !(y > 0))) return null;
      return [this.plot.valToPos(this.bend(column[i]), 'x'), this.plot.valToPos(y, 'y')];
    };
    const a = place(row) || [0, 0], b = row + 1 < source.length && step > metrics.step[row] ? place(row + 1) : null;
    if (!b) return a;
    const x = this.plot.valToPos(this.bend(this.axis.by === 'step' ? step : run.interpolated(AXES[this.axis.by].column, step)), 'x');
    const t = Math.min(1, Math.max(0, (x - a[0]) / (b[0] - a[0] || 1)));
    return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
  }

  resize() {
    if (this.plot) { this.plot.setSize({ width: this.width(), height: this.height() }); this.follow(); }
  }

  redraw() { if (this.plot) this.plot.redraw(); }
}
