// One run: its metrics and its packed clouds, unpacked when first drawn.

const TOP = 65534;          // the highest level that stands for a number
const NOT_FINITE = 65535;   // NaN and infinities

/** Little-endian 16-bit numbers from base64. */
function unpack(text) {
  const bytes = atob(text);
  const out = new Uint16Array(bytes.length >> 1);
  for (let i = 0; i < out.length; i++) out[i] = bytes.charCodeAt(2 * i) | (bytes.charCodeAt(2 * i + 1) << 8);
  return out;
}

/** A cloud whose coordinates are levels of the run's box. */
class PackedCloud {
  constructor(text, count, boxes, lane) {
    this.text = text; this.count = count; this.boxes = boxes; this.lane = lane;
  }

  /** The levels of one coordinate. A cloud on a line is spread over a strip, evenly, to be seen. */
  axis(a) {
    this.levels = this.levels || unpack(this.text);
    if (a < this.boxes.length) return this.levels.subarray(a * this.count, (a + 1) * this.count);
    if (!this.strip) {
      this.strip = new Uint16Array(this.count);
      const [low, high] = this.lane;
      for (let i = 0; i < this.count; i++) this.strip[i] = TOP * (low + (high - low) * ((i * 0.6180339887498949) % 1));
    }
    return this.strip;
  }
}

class Run {
  constructor(json, index) {
    this.title = json.title;
    this.index = index;
    this.colour = 'run-' + (index % 6);
    this.metrics = json.metrics;
    this.notes = json.notes;
    this.d = json.d || 0;
    this.box = json.box || [];
    this.shown = json.shown || 0;
    this.n = json.n || 0;
    this.stride = json.stride || 1;
    this.frames = (json.frames || []).map(f => ({ step: f.step, cloud: new PackedCloud(f.points, json.shown, this.box, [0.54, 0.96]) }));
    this.weights = json.weights ? unpack(json.weights) : null;
    this.target = json.target ? new PackedCloud(json.target.points, json.target.shown, this.box, [0.04, 0.46]) : null;
    this.targetWeights = json.target && json.target.weights ? unpack(json.target.weights) : null;
    this.fields = (json.fields || []).map(f => new FieldFilm(f));
  }

  /** Lowest and highest value of a coordinate. */
  range(axis) {
    return this.box[axis] || [0, 1];
  }

  /** The frame at or before a step and the share of the way to the next one. */
  at(step) {
    return between(this.frames, step);
  }

  /** The last row of the metrics at or before a step. */
  row(step) {
    const steps = this.metrics.step || [];
    let low = 0, high = steps.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (steps[mid] <= step) low = mid; else high = mid - 1;
    }
    return low;
  }

  value(column, row) {
    const values = this.metrics[column];
    return values ? values[row] : null;
  }

  /** A column's value at any step, on a straight line between two rows. */
  interpolated(column, step) {
    const values = this.metrics[column];
    if (!values || !values.length) return null;
    const k = this.row(step), steps = this.metrics.step;
    if (k + 1 >= values.length || values[k] == null || values[k + 1] == null) return values[k];
    const t = Math.max(0, (step - steps[k]) / (steps[k + 1] - steps[k]));
    return values[k] + t * (values[k + 1] - values[k]);
  }

  field(x, y) {
    return this.fields.find(f => f.xAxis === x && f.yAxis === y) || null;
  }
}

/** Index k and share t of a step among items that have ascending steps. */
function between(items, step) {
  let low = 0, high = items.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (items[mid].step <= step) low = mid; else high = mid - 1;
  }
  if (low + 1 >= items.length || step <= items[low].step) return { k: low, t: 0 };
  return { k: low, t: (step - items[low].step) / (items[low + 1].step - items[low].step) };
}
