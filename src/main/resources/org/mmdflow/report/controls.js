// The transport bar, the keyboard, the switches.

/** Play button, slider, step and speed in a bar, all showing the clock, which counts `unit`s. */
function connectTransport(clock, bar = document.getElementById('transport'), unit = 'step', item = 'snapshot') {
  const get = name => bar.querySelector('.' + name);
  const slider = get('time');
  slider.max = String(clock.last);
  slider.addEventListener('input', () => { clock.pause(); clock.seek(Number(slider.value)); });
  get('play').addEventListener('click', () => clock.toggle());
  get('back').addEventListener('click', () => nudge(clock, -1));
  get('forth').addEventListener('click', () => nudge(clock, 1));
  get('speed').addEventListener('change', e => { clock.speed = Number(e.target.value); });
  get('smooth').addEventListener('change', e => { clock.smooth = e.target.checked; clock.seek(clock.position); });
  const show = () => {
    bar.classList.toggle('playing', clock.playing);
    get('play').setAttribute('aria-label', clock.playing ? 'Pause' : 'Play');
    slider.value = String(clock.position);
    slider.style.setProperty('--done', 100 * clock.position / Math.max(1, clock.last) + '%');
    const text = unit + ' ' + grouped(clock.step);
    slider.setAttribute('aria-valuetext', text);
    get('step').replaceChildren(text, element('small', '', `${item} ${Math.floor(clock.position) + 1} of ${clock.last + 1}`));
  };
  clock.listeners.push(show);
  show();
}

/** A whole number of snapshots forth or back. */
function nudge(clock, by) {
  clock.pause();
  const p = clock.position;
  clock.seek(by > 0 ? Math.floor(p + 1e-6) + by : Math.ceil(p - 1e-6) + by);
}

/** Keys for the clock that is at hand when one is pressed. */
function connectKeyboard(clockAtHand, switches) {
  document.addEventListener('keydown', e => {
    const clock = clockAtHand();
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('select, summary, [contenteditable]')) return;
    const button = e.target.closest('button, input[type=checkbox]');
    const many = e.shiftKey ? 10 : 1;
    const actions = {
      ' ': () => clock.toggle(),
      ArrowLeft: () => nudge(clock, -many), ArrowRight: () => nudge(clock, many),
      Home: () => { clock.pause(); clock.seek(0); }, End: () => { clock.pause(); clock.seek(clock.last); },
    };
    const named = switches[e.key.toLowerCase()];
    if (e.key === ' ' && button) return;   // the button's own key
    if (actions[e.key]) { e.preventDefault(); actions[e.key](); }
    else if (named && !named.disabled) named.click();
  });
}

/** A labelled checkbox. */
function checkbox(id, label, checked, title, changed) {
  const box = element('input');
  Object.assign(box, { type: 'checkbox', id, checked });
  box.addEventListener('change', () => changed(box.checked));
  const whole = element('label', 'check', '', box, label);
  whole.title = title;
  return { box, whole };
}

/** A labelled choice among [value, text] pairs. */
function choice(id, label, pairs, value, changed) {
  const select = element('select');
  select.id = id;
  for (const [v, text] of pairs) select.append(new Option(text, v, false, String(v) === String(value)));
  select.addEventListener('change', () => changed(select.value));
  return element('label', 'select', '', label + ' ', select);
}

/** Copies the command beside the button. */
function connectCopy() {
  for (const button of document.querySelectorAll('.copy')) {
    button.addEventListener('click', async () => {
      const code = button.parentElement.querySelector('code');
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = 'Copied';
      } catch (e) {
        const range = document.createRange();
        range.selectNodeContents(code);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        button.textContent = 'Selected';
      }
      setTimeout(() => { button.textContent = 'Copy'; }, 1600);
    });
  }
}
