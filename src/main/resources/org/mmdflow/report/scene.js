// A film of a reproduction: several methods side by side on one clock.

class Scene {
  /** `json`: title, clock, methods (each as a run's clouds), notes. */
  constructor(json, index, host) {
    this.unit = json.clock;
    this.runs = json.methods.map((method, i) => new Run(method, i));
    this.clock = new Clock(this.runs.length ? this.runs[0].frames.map(f => f.step) : [0]);
    this.options = { target: true, paths: false, zoom: false, x: 0, y: 1 };
    this.root = element('article', 'card scene');
    this.root.id = 'scene-' + index;
    this.pictures = element('div', 'pictures');
    this.bar = this.buildBar();
    this.root.append(element('div', 'film-head', '', element('h2', '', json.title)), this.pictures, this.bar, this.buildSwitches());
    for (const note of json.notes) this.root.append(element('p', 'gap', note));
    host.append(this.root);
    this.painters = this.runs.map(run => this.addPicture(run));
    connectTransport(this.clock, this.bar, this.unit, 'frame');
  }

  addPicture(run) {
    const canvas = element('canvas', 'particles');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', run.title + ', particles over the target');
    const name = element('h3', '', '', element('span', 'dot ' + run.colour), run.title);
    this.pictures.append(element('figure', 'picture', '', element('figcaption', '', '', name), element('div', 'canvas', '', canvas)));
    return new Painter(run, canvas, false);
  }

  /** The page's transport bar, one for each film. */
  buildBar() {
    const bar = document.getElementById('transport-bar').content.firstElementChild.cloneNode(true);
    for (const e of [bar, ...bar.querySelectorAll('[id]')]) e.removeAttribute('id');
    return bar;
  }

  buildSwitches() {
    const bar = element('div', 'switches');
    const add = (name, label, title) => bar.append(checkbox('', label, this.options[name], title, on => { this.options[name] = on; this.layout(); }).whole);
    add('target', 'Target', 'The density of the target');
    add('paths', 'Paths', 'The ways of some particles up to now');
    add('zoom', 'Zoom to target', 'Fill the pictures with the target');
    bar.append(element('span', 'quiet far', 'A few particles at the edges may be out of sight.'));
    return bar;
  }

  layout() {
    if (!this.runs.length) return;
    const key = this.options.zoom ? 'near' : 'most';
    this.views = this.views || {};
    this.views[key] = this.views[key] || commonView(this.runs, this.options, this.options.zoom ? targetRange : mostRange);
    const view = this.views[key];
    const shape = view.equal ? Math.min(1.15, Math.max(0.62, (view.y1 - view.y0) / (view.x1 - view.x0))) : 0.42;
    for (const painter of this.painters) {
      const width = painter.canvas.parentElement.clientWidth;
      painter.layout(width, Math.round(width * shape), view);
    }
    this.draw();
  }

  draw() {
    for (const painter of this.painters) if (painter.view) painter.draw(this.clock.step, this.options);
  }
}
