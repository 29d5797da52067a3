// The witness and its descent direction on a grid, over time.

class FieldFilm {
  constructor(json) {
    Object.assign(this, json);
    this.frames = json.frames.map(f => ({ step: f.step, witness: f.witness, slope: f.slope, text: f }));
    this.now = new Float32Array(json.nx * json.ny * 3);
    this.at = NaN;
  }

  /** Fills `now` with f, u, v of each node at a step; between two frames on a straight line. */
  seek(step) {
    if (this.at === step) return;
    this.at = step;
    const { k, t } = between(this.frames, step);
    const a = this.frame(k), b = t > 0 ? this.frame(k + 1) : a;
    let f = 0, g = 0;
    for (let i = 0; i < this.now.length; i += 3) {
      for (let c = 0; c < 3; c++) this.now[i + c] = a[i + c] + t * (b[i + c] - a[i + c]);
      f = Math.max(f, Math.abs(this.now[i]));
      g = Math.max(g, Math.hypot(this.now[i + 1], this.now[i + 2]));
    }
    this.largest = f;
    this.steepest = g;
  }

  frame(k) {
    const frame = this.frames[k];
    if (!frame.values) {
      const columns = ['f', 'u', 'v'].map(c => unpack(frame.text[c]));
      const scale = [frame.witness, frame.slope, frame.slope];
      frame.values = new Float32Array(this.now.length);
      for (let i = 0; i < columns[0].length; i++) {
        for (let c = 0; c < 3; c++) {
          const level = columns[c][i];
          frame.values[3 * i + c] = level === NOT_FINITE ? 0 : scale[c] * (2 * level / TOP - 1);
        }
      }
    }
    return frame.values;
  }

  /** f, u, v at a point, bilinear between nodes; null outside the grid. */
  sample(x, y) {
    const [x0, x1, y0, y1] = this.box;
    const gx = (x - x0) / (x1 - x0) * (this.nx - 1), gy = (y - y0) / (y1 - y0) * (this.ny - 1);
    if (!(gx >= 0 && gy >= 0 && gx <= this.nx - 1 && gy <= this.ny - 1)) return null;
    const i = Math.min(this.nx - 2, Math.floor(gx)), j = Math.min(this.ny - 2, Math.floor(gy));
    const s = gx - i, t = gy - j, at = 3 * (j * this.nx + i), up = 3 * this.nx;
    const mix = c => (1 - t) * ((1 - s) * this.now[at + c] + s * this.now[at + 3 + c])
      + t * ((1 - s) * this.now[at + up + c] + s * this.now[at + up + 3 + c]);
    return [mix(0), mix(1), mix(2)];
  }

  /** The witness as a small picture, first row uppermost: too many particles, too few. */
  heat() {
    this.canvas = this.canvas || document.createElement('canvas');
    this.canvas.width = this.nx; this.canvas.height = this.ny;
    const context = this.canvas.getContext('2d'), image = context.createImageData(this.nx, this.ny);
    const more = Theme.rgb('more'), less = Theme.rgb('less');
    for (let j = 0; j < this.ny; j++) {
      for (let i = 0; i < this.nx; i++) {
        const share = this.now[3 * (j * this.nx + i)] / (this.largest || 1);
        const at = 4 * ((this.ny - 1 - j) * this.nx + i), rgb = share > 0 ? more : less;
        image.data.set([rgb[0], rgb[1], rgb[2], 205 * Math.abs(share) ** 0.8], at);
      }
    }
    context.putImageData(image, 0, 0);
    return this.canvas;
  }
}
