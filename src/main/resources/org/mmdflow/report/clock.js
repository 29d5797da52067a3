// One clock for every picture and curve: a position among the snapshots, whole or between two.

class Clock {
  constructor(steps) {
    this.steps = steps;
    this.position = 0;
    this.playing = false;
    this.speed = 1;
    this.smooth = true;
    this.listeners = [];
  }

  get last() { return this.steps.length - 1; }

  get step() {
    const k = Math.floor(this.position), t = this.position - k;
    return t === 0 ? this.steps[k] : this.steps[k] + t * (this.steps[k + 1] - this.steps[k]);
  }

  /** Goes to a position; to the nearest snapshot where interpolation is off. */
  seek(position) {
    const p = Math.min(this.last, Math.max(0, position));
    const near = Math.round(p);
    this.position = !this.smooth || Math.abs(p - near) < 1e-6 ? near : p;
    for (const listener of this.listeners) listener();
  }

  seekStep(step) {
    const { k, t } = between(this.steps.map(s => ({ step: s })), step);
    this.seek(k + t);
  }

  play() {
    if (this.playing || this.last < 1) return;
    if (this.position >= this.last) this.seek(0);
    this.playing = true;
    this.exact = this.position;
    let before = performance.now();
    const tick = now => {
      if (!this.playing) return;
      this.exact += Math.max(0, now - before) / 1000 * this.speed * Math.max(4, this.last / 10);
      before = now;
      this.seek(this.exact);
      if (this.exact >= this.last) this.pause(); else requestAnimationFrame(tick);
    };
    for (const listener of this.listeners) listener();
    requestAnimationFrame(tick);
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    for (const listener of this.listeners) listener();
  }

  toggle() {
    if (this.playing) this.pause(); else this.play();
  }
}
