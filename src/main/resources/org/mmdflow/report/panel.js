// A run's film: canvas, what is under the pointer, legend, and a strip of stills.

const STILLS = 6;

class Panel {
  constructor(run, clock, host, several) {
    this.run = run; this.clock = clock;
    this.root = element('article', 'card film');
    this.root.id = 'film-' + run.index;
    const name = element('h2', '', several ? '' : 'Particles');
    if (several) name.append(element('span', 'dot ' + run.colour), run.title);
    this.now = element('span', 'now');
    this.canvas = element('canvas', 'particles');
    this.canvas.setAttribute('role', 'img');
    this.readout = element('p', 'readout');
    this.legend = element('div', 'legend');
    this.stripHost = element('div', 'strip');
    this.root.append(element('div', 'film-head', '', name, this.now), element('div', 'canvas', '', this.canvas), this.readout, this.legend, this.stripHost);
    host.append(this.root);
    this.painter = new Painter(run, this.canvas, false);
    this.buildLegend();
    this.buildStrip();
    this.canvas.addEventListener('pointermove', e => this.inspect(e));
    this.canvas.addEventListener('pointerleave', () => { this.pointer = null; this.readout.textContent = this.hint(); });
    this.readout.textContent = this.hint();
  }

  hint() {
    return 'Point at the picture to read ' + (this.run.fields.length ? 'the witness, its slope and particles.' : 'coordinates and particles.');
  }

  buildLegend() {
    const item = (mark, text) => { const s = element('span', '', '', mark, element('span', '', text)); this.legend.append(s); return s; };
    item(element('span', 'dot ' + this.run.colour), `particles (${grouped(this.run.n)})`);
    if (this.run.target) this.targetItem = item(element('span', 'dot target'), `target (density of ${grouped(this.run.target.count)} points)`);
    this.bar = element('canvas');
    this.bar.width = 184; this.bar.height = 20;
    this.witnessItem = item(this.bar, '');
    this.arrowItem = item('→', '');
  }

  drawBar() {
    const c = this.bar.getContext('2d'), { width, height } = this.bar;
    c.clearRect(0, 0, width, height);
    for (let i = 0; i < width; i++) {
      const share = 2 * i / (width - 1) - 1;
      c.fillStyle = Theme.colour(share > 0 ? 'more' : 'less', 0.8 * Math.abs(share) ** 0.8);
      c.fillRect(i, 0, 1, height);
    }
  }

  buildStrip() {
    const last = this.run.frames.length - 1;
    const picks = [...new Set(Array.from({ length: STILLS }, (_, i) => Math.round(i * last / (STILLS - 1))))].filter(k => k >= 0);
    this.stills = picks.map(k => {
      const canvas = element('canvas'), step = this.run.frames[k].step;
      const button = element('button', '', '', canvas, element('span', '', 'step ' + grouped(step)));
      button.type = 'button';
      button.addEventListener('click', () => { this.clock.pause(); this.clock.seekStep(step); });
      this.stripHost.append(button);
      return { step, button, painter: new Painter(this.run, canvas, true) };
    });
  }

  layout(view, options) {
    this.options = options;
    const width = this.canvas.parentElement.clientWidth;
    const shape = view.equal ? Math.min(1, Math.max(0.62, (view.y1 - view.y0) / (view.x1 - view.x0))) : 0.42;
    const height = Math.round(Math.min(width * shape, Math.max(280, window.innerHeight * 0.78)));
    this.painter.layout(width, height, view);
    for (const still of this.stills) {
      const w = still.painter.canvas.clientWidth || 90;
      still.painter.layout(w, Math.round(w * shape), view);
      still.painter.draw(still.step, { target: options.target });
    }
    this.drawBar();
    this.draw();
  }

  draw() {
    const { run, clock, options } = this, step = clock.step;
    if (!this.painter.view) return;
    this.painter.draw(step, options);
    const { k, t } = run.at(step), frames = run.frames, film = run.field(this.painter.view.x, this.painter.view.y);
    let text = '';
    if (frames.length) {
      const ended = step > frames[frames.length - 1].step;
      text = t > 0 ? `between steps ${grouped(frames[k].step)} and ${grouped(frames[k + 1].step)}, interpolated`
        : (ended ? 'ended at step ' : 'step ') + grouped(frames[k].step);
    }
    this.now.textContent = text;
    this.canvas.setAttribute('aria-label', `${grouped(run.n)} particles over the target, ${text}`);
    this.witnessItem.hidden = !(film && options.witness);
    this.arrowItem.hidden = !(film && options.arrows);
    if (film) {
      this.witnessItem.lastChild.textContent = `witness, ±${number(film.largest)}: target lacks particles | has too many`;
      this.arrowItem.lastChild.textContent = `−∇f, longest ${number(film.steepest)}, length ∝ √|∇f|`;
    }
    if (this.targetItem) this.targetItem.hidden = !options.target;
    for (const still of this.stills) still.button.setAttribute('aria-current', String(frames.length > 0 && still.step === frames[k].step && t === 0));
    if (this.pointer) this.inspect(this.pointer);
  }

  /** Says what is under the pointer. */
  inspect(event) {
    this.pointer = { clientX: event.clientX, clientY: event.clientY };
    const box = this.canvas.getBoundingClientRect(), p = this.painter;
    const px = (event.clientX - box.left) * p.canvas.width / box.width, py = (event.clientY - box.top) * p.canvas.height / box.height;
    const x = p.x(px), y = p.y(py), { k, t } = this.run.at(this.clock.step);
    let text = `${axisName(p.view.x)} ${number(x)}` + (p.view.equal ? `  ${axisName(p.view.y)} ${number(y)}` : '');
    const film = this.run.field(p.view.x, p.view.y), value = film && film.sample(x, y);
    if (value) text += `  ·  f ${number(value[0])}  |∇f| ${number(Math.hypot(value[1], value[2]))}`;
    let nearest = -1, best = (7 * p.ratio) ** 2;
    const next = this.run.frames[k + 1];
    if (this.run.frames.length) {
      p.places(this.run.frames[k].cloud, next && next.cloud, t, (qx, qy, i) => {
        const far = (qx - px) ** 2 + (qy - py) ** 2;
        if (far < best) { best = far; nearest = i; }
      });
    }
    if (nearest >= 0) text += `  ·  particle ${grouped(nearest * this.run.stride)}`;
    this.readout.textContent = text;
  }
}
