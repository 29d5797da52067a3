// Puts the page of a reproduction together.

const data = JSON.parse(document.getElementById('data').textContent);
const scenes = data.films.map((film, i) => new Scene(film, i, document.getElementById('scenes')));
const diagrams = data.panels.map((panel, i) => new Diagram(panel, i, document.getElementById('diagrams')));

let atHand = scenes[0];
connectKeyboard(() => atHand ? atHand.clock : new Clock([0]), {});
connectCopy();
for (const scene of scenes) {
  // Drawn once a frame of the screen, however often the clock moved.
  let waiting = false;
  scene.clock.listeners.push(() => {
    atHand = scene;
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; scene.draw(); mark(scene); });
  });
}

/** Shows where a film stands in the diagrams of its methods over the same clock. */
function mark(scene) {
  const shown = new Set(scene.runs.map(r => r.title));
  for (const diagram of diagrams) {
    if (diagram.spec.x.label === scene.unit && diagram.spec.curves.some(c => shown.has(c.name))) diagram.follow(scene.clock.step);
  }
}

const layout = () => { scenes.forEach(s => s.layout()); diagrams.forEach(d => d.redraw()); };
Theme.listeners.push(layout);
Theme.start(document.getElementById('theme'));
diagrams.forEach(d => d.build());

/** A time in the address, such as #step=500, so that a link can point at it. */
const wish = Number(new URLSearchParams(location.hash.slice(1)).get('step') || NaN);
if (Number.isFinite(wish)) scenes.forEach(s => s.clock.seekStep(wish));

let width = 0;
new ResizeObserver(() => {
  if (document.body.clientWidth === width) return;
  width = document.body.clientWidth;
  diagrams.forEach(d => d.resize());
  layout();
}).observe(document.body);

function print(on) {
  Theme.printing = on;
  Theme.apply();
  diagrams.forEach(d => d.resize());
}
window.addEventListener('beforeprint', () => print(true));
window.addEventListener('afterprint', () => print(false));
