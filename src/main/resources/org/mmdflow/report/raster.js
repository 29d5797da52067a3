// Points as a picture: antialiased discs added up pixel by pixel, so that overlaps stay readable.

const FINE = 4;   // positions within a pixel that a disc is prepared for, each way

/** The disc of a radius (device pixels) at FINE x FINE offsets within a pixel. */
function stamps(radius) {
  const reach = Math.ceil(radius + 1), size = 2 * reach + 1, out = [];
  for (let v = 0; v < FINE; v++) {
    for (let u = 0; u < FINE; u++) {
      const mask = new Float32Array(size * size);
      for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
          const distance = Math.hypot(x - reach - (u + 0.5) / FINE + 0.5, y - reach - (v + 0.5) / FINE + 0.5);
          mask[y * size + x] = Math.min(1, Math.max(0, radius + 0.5 - distance));
        }
      }
      out.push(mask);
    }
  }
  return { reach, size, masks: out };
}

/** An amount for each pixel, to which discs are added and which becomes a picture in one colour. */
class Raster {
  constructor(width, height) {
    this.width = width; this.height = height;
    this.amount = new Float32Array(width * height);
    this.canvas = document.createElement('canvas');
    this.canvas.width = width; this.canvas.height = height;
    this.context = this.canvas.getContext('2d');
    this.image = this.context.createImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.touched = { left: 0, right: width, top: 0, bottom: height };
  }

  /** Forgets the discs; only the rectangle that they touched is visited, here and in `paint`. */
  clear() {
    const { left, right, top, bottom } = this.touched;
    for (let y = top; y < bottom; y++) this.amount.fill(0, y * this.width + left, y * this.width + right);
    this.touched = { left: this.width, right: 0, top: this.height, bottom: 0 };
  }

  add(stamp, px, py) {
    const { reach, size, masks } = stamp;
    const ix = Math.floor(px), iy = Math.floor(py);
    const mask = masks[Math.floor((py - iy) * FINE) * FINE + Math.floor((px - ix) * FINE)];
    const left = ix - reach, top = iy - reach, { width, height, amount, touched } = this;
    if (left >= width || top >= height || left + size <= 0 || top + size <= 0) return;
    const x0 = Math.max(0, -left), x1 = Math.min(size, width - left);
    const y0 = Math.max(0, -top), y1 = Math.min(size, height - top);
    touched.left = Math.min(touched.left, left + x0); touched.right = Math.max(touched.right, left + x1);
    touched.top = Math.min(touched.top, top + y0); touched.bottom = Math.max(touched.bottom, top + y1);
    for (let y = y0; y < y1; y++) {
      let at = (top + y) * width + left + x0;
      for (let x = x0, m = y * size + x0; x < x1; x++) amount[at++] += mask[m++];
    }
  }

  /** Draws on `target` with opacity 1 - exp(-rate * amount): one disc is faint, many become full. */
  paint(target, rgb, rate) {
    const { amount, width, touched: { left, right, top, bottom } } = this, pixels = this.pixels;
    if (right <= left || bottom <= top) return;
    const colour = (rgb[2] << 16) | (rgb[1] << 8) | rgb[0], table = this.table(rate);
    for (let y = top; y < bottom; y++) {
      for (let i = y * width + left, end = y * width + right; i < end; i++) {
        const a = amount[i];
        pixels[i] = a === 0 ? 0 : (table[a >= 16 ? 1023 : (a * 64) | 0] << 24) | colour;
      }
    }
    this.context.putImageData(this.image, 0, 0, left, top, right - left, bottom - top);
    target.drawImage(this.canvas, left, top, right - left, bottom - top, left, top, right - left, bottom - top);
  }

  table(rate) {
    if (this.tableRate !== rate) {
      this.tableRate = rate;
      this.opacity = new Uint8Array(1024);
      for (let i = 0; i < 1024; i++) this.opacity[i] = 255 * (1 - Math.exp(-rate * (i + 0.5) / 64));
    }
    return this.opacity;
  }
}

/** Three box filters of a radius, each way: close to a Gaussian. */
function blur(values, width, height, radius) {
  const line = new Float32Array(Math.max(width, height));
  const pass = (start, stride, count) => {
    let sum = 0;
    const scale = 1 / (2 * radius + 1);
    for (let i = 0; i < count; i++) line[i] = values[start + i * stride];
    for (let i = -radius; i < count; i++) {
      if (i + radius < count) sum += line[i + radius];
      if (i - radius - 1 >= 0) sum -= line[i - radius - 1];
      if (i >= 0) values[start + i * stride] = sum * scale;
    }
  };
  for (let round = 0; round < 3; round++) {
    for (let y = 0; y < height; y++) pass(y * width, 1, width);
    for (let x = 0; x < width; x++) pass(x, width, height);
  }
}

/** The radius over which n points blur into a density: a little more than their spacing. */
function spacing(values, width, height, n) {
  const cell = 8, seen = new Set();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (values[y * width + x] > 0) seen.add(((y / cell) | 0) * 4096 + ((x / cell) | 0));
  }
  return Math.sqrt(seen.size * cell * cell / Math.max(1, n));
}

/** A soft density of points as a picture of half the size. */
function density(width, height, n, place, rgb, strength) {
  const w = Math.max(1, width >> 1), h = Math.max(1, height >> 1);
  const values = new Float32Array(w * h);
  place((px, py, weight) => {
    const x = Math.floor(px / 2), y = Math.floor(py / 2);
    if (x >= 0 && y >= 0 && x < w && y < h) values[y * w + x] += weight;
  });
  blur(values, w, h, Math.min(12, Math.max(1, Math.round(0.8 * spacing(values, w, h, n)))));
  const some = Float32Array.from(values.filter(v => v > 0)).sort();
  const full = some.length ? some[Math.floor(0.97 * (some.length - 1))] : 1;
  const canvas = document.createElement('canvas');
  canvas.width = w; canvas.height = h;
  const context = canvas.getContext('2d'), image = context.createImageData(w, h);
  for (let i = 0; i < values.length; i++) {
    const share = Math.min(1, values[i] / full);
    image.data.set([rgb[0], rgb[1], rgb[2], 255 * strength * share ** 0.75], 4 * i);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
