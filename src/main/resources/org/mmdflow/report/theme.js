// Light and dark: as the system says, or as the reader chooses; pictures ask for colours here.

const Theme = {
  listeners: [],
  system: window.matchMedia('(prefers-color-scheme: dark)'),
  choice: 'Auto',
  printing: false,

  dark() {
    if (this.printing) return false;
    return this.choice === 'Auto' ? this.system.matches : this.choice === 'Dark';
  },

  apply() {
    document.documentElement.dataset.theme = this.dark() ? 'dark' : 'light';
    this.cache = new Map();
    for (const listener of this.listeners) listener();
  },

  /** The three numbers of a colour such as --target. */
  rgb(name) {
    if (!this.cache.has(name)) {
      const text = getComputedStyle(document.documentElement).getPropertyValue('--' + name);
      this.cache.set(name, text.trim().split(/\s+/).map(Number));
    }
    return this.cache.get(name);
  },

  /** A colour for a canvas. */
  colour(name, alpha = 1) {
    return `rgb(${this.rgb(name).join(' ')} / ${alpha})`;
  },

  /** A colour that the style sheet gives in full. */
  plain(name) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  },

  start(button) {
    const order = ['Auto', 'Light', 'Dark'];
    button.addEventListener('click', () => {
      this.choice = order[(order.indexOf(this.choice) + 1) % 3];
      button.textContent = this.choice;
      this.apply();
    });
    this.system.addEventListener('change', () => this.apply());
    this.apply();
  },
};
