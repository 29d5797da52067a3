// Draws one state of one run on one canvas.

class Painter {
  constructor(run, canvas, small) {
    this.run = run; this.canvas = canvas; this.small = small;
    this.context = canvas.getContext('2d');
  }

  /** Sizes the bitmap to the device's pixels and places the view, with equal scales for both axes. */
  layout(width, height, view) {
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    const w = Math.max(1, Math.round(width * ratio)), h = Math.max(1, Math.round(height * ratio));
    if (this.canvas.width !== w || this.canvas.height !== h) { this.canvas.width = w; this.canvas.height = h; this.raster = null; }
    this.ratio = ratio;
    this.view = view;
    const frame = this.small ? [3, 3, 3, 3] : [8, 10, 30, 46];   // top, right, bottom, left
    this.plot = { top: frame[0] * ratio, left: frame[3] * ratio };
    this.plot.width = w - this.plot.left - frame[1] * ratio;
    this.plot.height = h - this.plot.top - frame[2] * ratio;
    let sx = this.plot.width / (view.x1 - view.x0), sy = this.plot.height / (view.y1 - view.y0);
    if (view.equal) sx = sy = Math.min(sx, sy);
    this.scale = { sx, sy };
    this.origin = {
      x: this.plot.left + (this.plot.width - sx * (view.x1 - view.x0)) / 2 - sx * view.x0,
      y: this.plot.top + (this.plot.height + sy * (view.y1 - view.y0)) / 2 + sy * view.y0,
    };
    this.ground = null;
    this.canvas.dataset.projection = JSON.stringify({ ...this.origin, ...this.scale, ratio, plot: this.plot });
  }

  px(x) { return this.origin.x + this.scale.sx * x; }
  py(y) { return this.origin.y - this.scale.sy * y; }
  x(px) { return (px - this.origin.x) / this.scale.sx; }
  y(py) { return (this.origin.y - py) / this.scale.sy; }

  /** Calls back with the place of each point; t > 0 goes that share of the way to `next`. */
  places(cloud, next, t, see) {
    const { x, y } = this.view, [x0, x1] = this.run.range(x), [y0, y1] = this.run.range(y);
    const ax = this.px(x0), bx = this.scale.sx * (x1 - x0) / TOP, ay = this.py(y0), by = -this.scale.sy * (y1 - y0) / TOP;
    const qx = cloud.axis(x), qy = cloud.axis(y);
    const rx = t > 0 ? next.axis(x) : qx, ry = t > 0 ? next.axis(y) : qy;
    for (let i = 0; i < cloud.count; i++) {
      if (qx[i] === NOT_FINITE || qy[i] === NOT_FINITE || rx[i] === NOT_FINITE || ry[i] === NOT_FINITE) continue;
      see(ax + bx * (qx[i] + t * (rx[i] - qx[i])), ay + by * (qy[i] + t * (ry[i] - qy[i])), i);
    }
  }

  /** The radius of a particle in CSS pixels and the opacity of one alone: smaller and fainter if many. */
  look() {
    const decades = Math.log10(Math.max(10, this.run.shown));
    return { radius: Math.min(3.6, Math.max(1.05, 5.3 - 0.98 * decades)) * (this.small ? 0.5 : 1),
      alpha: Math.min(0.95, Math.max(0.3, 1.25 - 0.22 * decades)) };
  }

  draw(step, options) {
    const { context, canvas, run, plot } = this;
    const { k, t } = run.at(step);
    context.fillStyle = Theme.plain('canvas');
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.save();
    context.beginPath();
    context.rect(plot.left, plot.top, plot.width, plot.height);
    context.clip();
    const film = run.field(this.view.x, this.view.y);
    if (film) film.seek(step);
    if (film && options.witness) this.drawWitness(film);
    if (options.target && run.target) context.drawImage(this.targetGround(), 0, 0, canvas.width, canvas.height);
    if (!this.small) this.drawGrid();
    if (options.paths) this.drawPaths(step, k, t);
    if (film && options.arrows && !this.small) this.drawArrows(film);
    this.drawParticles(k, t);
    context.restore();
    if (!this.small) this.drawAxes();
  }

  drawWitness(film) {
    const [x0, x1, y0, y1] = film.box;
    // Nodes are the centres of the small picture's pixels.
    const hx = (x1 - x0) / (film.nx - 1) / 2, hy = (y1 - y0) / (film.ny - 1) / 2;
    this.context.imageSmoothingEnabled = true;
    this.context.imageSmoothingQuality = 'high';
    this.context.drawImage(film.heat(), this.px(x0 - hx), this.py(y1 + hy),
      this.scale.sx * (x1 - x0 + 2 * hx), this.scale.sy * (y1 - y0 + 2 * hy));
  }

  targetGround() {
    if (!this.ground) {
      const { run, canvas } = this, weights = run.targetWeights;
      this.ground = density(canvas.width, canvas.height, run.target.count,
        put => this.places(run.target, null, 0, (px, py, i) => put(px, py, weights ? weights[i] / TOP : 1)),
        Theme.rgb('target'), 0.55);
    }
    return this.ground;
  }

  drawParticles(k, t) {
    const { run, canvas, ratio } = this;
    if (!run.frames.length) return;
    this.raster = this.raster || new Raster(canvas.width, canvas.height);
    const { radius, alpha } = this.look(), raster = this.raster;
    raster.clear();
    this.marks = this.marks || new Map();
    // With weights the area of a disc is proportional to its weight.
    const stampOf = share => {
      const key = Math.max(2, Math.round(10 * radius * ratio * Math.sqrt(share)));
      if (!this.marks.has(key)) this.marks.set(key, stamps(key / 10));
      return this.marks.get(key);
    };
    const same = run.weights ? null : stampOf(1), next = run.frames[k + 1];
    this.places(run.frames[k].cloud, next && next.cloud, t,
      (px, py, i) => raster.add(same || stampOf(2 * run.weights[i] / TOP), px, py));
    raster.paint(this.context, Theme.rgb(run.colour), -Math.log(1 - alpha));
  }

  drawPaths(step, k, t) {
    const { run, context, ratio } = this, stride = Math.max(1, Math.floor(run.shown / 90));
    const lines = new Map();
    for (let j = 0; j <= k + (t > 0 ? 1 : 0); j++) {
      const part = j > k ? t : 0, from = run.frames[j > k ? k : j].cloud;
      this.places(from, part ? run.frames[j].cloud : null, part, (px, py, i) => {
        if (i % stride) return;
        if (!lines.has(i)) lines.set(i, []);
        lines.get(i).push(px, py);
      });
    }
    context.beginPath();
    for (const line of lines.values()) {
      context.moveTo(line[0], line[1]);
      for (let i = 2; i < line.length; i += 2) context.lineTo(line[i], line[i + 1]);
    }
    context.lineWidth = 0.9 * ratio;
    context.strokeStyle = Theme.colour(run.colour, 0.42);
    context.stroke();
  }

  /** Arrows of -grad f; lengths go with the square root of the slope, so that weak ones are seen. */
  drawArrows(film) {
    const { context, ratio, plot } = this, gap = 27 * ratio;
    if (!(film.steepest > 0)) return;
    context.beginPath();
    for (let py = plot.top + gap / 2; py < plot.top + plot.height; py += gap) {
      for (let px = plot.left + gap / 2; px < plot.left + plot.width; px += gap) {
        const value = film.sample(this.x(px), this.y(py));
        if (!value) continue;
        const slope = Math.hypot(value[1], value[2]);
        const length = 0.92 * gap * Math.sqrt(slope / film.steepest);
        if (length > 2.2 * ratio) this.arrow(px, py, value[1] / slope, -value[2] / slope, length);
      }
    }
    context.lineWidth = 1.1 * ratio;
    context.lineCap = context.lineJoin = 'round';
    context.strokeStyle = Theme.colour('arrow', 0.62);
    context.stroke();
  }

  arrow(px, py, ux, uy, length) {
    const { context, ratio } = this, head = Math.min(4.2 * ratio, 0.45 * length);
    const tx = px + ux * length / 2, ty = py + uy * length / 2;
    context.moveTo(px - ux * length / 2, py - uy * length / 2);
    context.lineTo(tx, ty);
    context.moveTo(tx - head * (ux + 0.62 * uy), ty - head * (uy - 0.62 * ux));
    context.lineTo(tx, ty);
    context.lineTo(tx - head * (ux - 0.62 * uy), ty - head * (uy + 0.62 * ux));
  }

  drawGrid() {
    const { context, plot, ratio } = this;
    context.beginPath();
    for (const v of this.xTicks()) { const p = Math.round(this.px(v)) + 0.5; context.moveTo(p, plot.top); context.lineTo(p, plot.top + plot.height); }
    for (const v of this.view.equal ? this.yTicks() : []) { const p = Math.round(this.py(v)) + 0.5; context.moveTo(plot.left, p); context.lineTo(plot.left + plot.width, p); }
    context.lineWidth = Math.max(1, 0.5 * ratio);
    context.strokeStyle = Theme.colour('grid', 0.07);
    context.stroke();
  }

  xTicks() { return ticks(this.x(this.plot.left), this.x(this.plot.left + this.plot.width), this.plot.width / this.ratio / 80); }
  yTicks() { return ticks(this.y(this.plot.top + this.plot.height), this.y(this.plot.top), this.plot.height / this.ratio / 70); }

  drawAxes() {
    const { context, plot, ratio, view } = this, bottom = plot.top + plot.height;
    context.lineWidth = Math.max(1, ratio * 0.75);
    context.strokeStyle = Theme.colour('grid', 0.22);
    context.strokeRect(plot.left, plot.top, plot.width, plot.height);
    context.font = `${11.5 * ratio}px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif`;
    context.fillStyle = Theme.plain('soft');
    context.textAlign = 'center'; context.textBaseline = 'top';
    const xs = this.xTicks().filter(v => this.px(v) < plot.left + plot.width - 26 * ratio);
    for (const v of xs) context.fillText(number(v, 4), this.px(v), bottom + 7 * ratio);
    context.fillText(axisName(view.x), plot.left + plot.width - 9 * ratio, bottom + 6 * ratio);
    if (view.equal) {
      context.textAlign = 'right'; context.textBaseline = 'middle';
      for (const v of this.yTicks().filter(w => this.py(w) > plot.top + 22 * ratio)) context.fillText(number(v, 4), plot.left - 7 * ratio, this.py(v));
      context.fillText(axisName(view.y), plot.left - 7 * ratio, plot.top + 8 * ratio);
    }
  }
}
