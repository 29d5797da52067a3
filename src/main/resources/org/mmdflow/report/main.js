// Puts the page together.

const runs = JSON.parse(document.getElementById('data').textContent).runs.map((r, i) => new Run(r, i));
const several = runs.length > 1;
document.body.classList.toggle('several', several);
const filmed = runs.filter(r => r.frames.length);

/** Snapshot steps of all runs together; without snapshots the metrics' own. */
function clockSteps() {
  const steps = new Set();
  for (const run of runs) for (const frame of run.frames) steps.add(frame.step);
  if (!steps.size) for (const run of runs) for (const step of run.metrics.step || []) steps.add(step);
  return steps.size ? [...steps].sort((a, b) => a - b) : [0];
}

const clock = new Clock(clockSteps());
const options = { witness: false, arrows: true, target: true, paths: false, zoom: false, x: 0, y: 1 };

const films = document.getElementById('films');
const panels = filmed.map(run => new Panel(run, clock, films, several));

function layout() {
  if (!panels.length) return;
  const view = commonView(filmed, options, options.zoom ? targetRange : wholeRange);
  for (const panel of panels) panel.layout(view, options);
  const has = filmed.some(r => r.field(options.x, options.y));
  for (const key of ['w', 'a']) {
    switches[key].disabled = !has;
    switches[key].closest('label').title = has ? switches[key].dataset.title : 'No field is stored for this pair of axes';
  }
}

const switches = {};
function buildSwitches() {
  if (!panels.length) { films.append(element('p', 'card quiet', 'This run kept no snapshots: there is nothing to animate.')); return; }
  const bar = element('div', 'switches');
  const add = (key, id, label, title) => {
    const { box, whole } = checkbox(id, label, options[id], title, on => { options[id] = on; if (id === 'zoom' || id === 'target') layout(); else panels.forEach(p => p.draw()); });
    box.dataset.title = title;
    switches[key] = box;
    bar.append(whole);
  };
  add('w', 'witness', 'Witness f', 'f = mean of k to the particles minus mean of k to the target: a particle goes downhill (w)');
  add('a', 'arrows', 'Arrows −∇f', 'Where a particle standing there would go (a)');
  add('t', 'target', 'Target', 'The density of the target (t)');
  add('p', 'paths', 'Paths', 'The ways of some particles up to now (p)');
  add('z', 'zoom', 'Zoom to target', 'Fill the picture with the target (z)');
  const axes = Math.max(...filmed.map(r => r.box.length));
  if (axes > 2) {
    const names = Array.from({ length: axes }, (_, a) => [a, axisName(a)]);
    const pick = which => v => {
      const other = which === 'x' ? 'y' : 'x', before = options[which];
      options[which] = Number(v);
      if (options[other] === options[which]) {
        options[other] = before;
        document.getElementById('axis-' + other).value = String(before);
      }
      layout();
    };
    bar.append(choice('axis-x', 'across', names, 0, pick('x')), choice('axis-y', 'up', names, 1, pick('y')));
  }
  const save = element('button', 'save', 'Save picture');
  save.type = 'button';
  save.addEventListener('click', () => panels.forEach(savePicture));
  bar.append(save);
  if (several) { const holder = element('div', 'card', '', bar); bar.style.marginTop = 0; films.before(holder); holder.style.gridColumn = '1 / -1'; }
  else panels[0].readout.after(bar);
}

function savePicture(panel) {
  panel.canvas.toBlob(blob => {
    const link = element('a');
    link.href = URL.createObjectURL(blob);
    link.download = `particles-${panel.run.index}-step-${Math.round(clock.step)}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

// Curves

const root = v => v < 0 ? null : Math.sqrt(v);
// Bounds on the loss that monitors record, drawn over it; other columns named _bound have other units.
const lossBounds = [
  { column: 'noise_bound', label: 'bound if its condition held', colour: 'run-2' },
  { column: 'lojasiewicz_bound', label: 'bound of the rate 1/t', colour: 'run-3' },
].filter(b => !several && runs.some(r => (r.metrics[b.column] || []).some(v => v != null))).map(b => ({ ...b, dash: true, bound: true }));
const specs = [
  { id: 'loss', title: 'Loss ½MMD²', log: true, labelled: true, height: 232, parts: [
    { column: 'half_mmd2_v', label: 'V statistic' }, ...(several ? [] : [{ column: 'half_mmd2_u', label: 'U statistic', dash: true, colour: 'run-1' }]), ...lossBounds] },
  { id: 'gradient', title: 'Gradient norm', log: true, height: 168, parts: [{ column: 'mean_squared_gradient', label: '√ mean |∇f|²', value: root }] },
  { id: 'noise', title: 'Noise level β', log: false, height: 132, parts: [{ column: 'noise_level', label: 'β' }] },
];
const usual = new Set(['step', 'flow_time', 'half_mmd2_v', 'mean_squared_gradient', 'noise_level', ...(several ? [] : ['half_mmd2_u']), ...lossBounds.map(b => b.column)]);
const further = [...new Set(runs.flatMap(r => Object.keys(r.metrics)))].filter(c => !usual.has(c));
const axis = { by: 'step', log: logSpaced(clock.steps) };

/** True where half of the snapshots lie in the first tenth of the run. */
function logSpaced(steps) {
  return steps.length > 4 && steps[steps.length >> 1] < 0.1 * steps[steps.length - 1];
}

const curves = document.getElementById('curves');
if (several) for (const spec of specs) spec.height = 190;
const charts = specs.map(spec => new Chart(spec, runs, clock, curves));
if (further.length) charts.push(furtherChart());

function furtherChart() {
  const preferred = further.find(c => !['step_size', 'seconds'].includes(c)) || further[0];
  const spec = { id: 'further', title: 'Further', log: false, height: several ? 190 : 150, parts: [] };
  const show = column => {
    spec.parts = [{ column, label: column }];
    const all = runs.flatMap(r => r.metrics[column] || []).filter(v => v != null);
    spec.log = all.length > 0 && all.every(v => v > 0) && Math.max(...all) > 50 * Math.min(...all);
  };
  show(preferred);
  const chart = new Chart(spec, runs, clock, curves);
  chart.head.append(choice('further', 'column', further.map(c => [c, c]), preferred, c => { show(c); chart.build(axis); }));
  return chart;
}

function buildCurveSwitches() {
  const bar = element('div', 'curve-switches');
  const known = Object.entries(AXES).filter(([, a]) => runs.some(r => (r.metrics[a.column] || []).some(v => v != null)));
  const rebuild = () => charts.forEach(c => c.build(axis));
  bar.append(choice('against', 'Curves against', known.map(([k, a]) => [k, a.label]), axis.by, v => { axis.by = v; rebuild(); }));
  bar.append(checkbox('log-time', 'Logarithmic', axis.log, 'A logarithmic horizontal axis', on => { axis.log = on; rebuild(); }).whole);
  curves.append(bar);
}

// Headline and notes

function figures(run) {
  const { metrics } = run, last = (metrics.step || []).length - 1;
  const box = element('dl', 'card figures');
  const add = (label, text, small) => box.append(element('div', '', '', element('dt', '', label), element('dd', '', text, ...(small ? [' ', element('small', '', small)] : []))));
  if (several) box.append(element('div', 'who', '', element('span', 'dot ' + run.colour), run.title));
  if (last >= 0) {
    const first = run.value('half_mmd2_v', 0), end = run.value('half_mmd2_v', last);
    if (first != null) add('½MMD² at the start', number(first));
    if (end != null) add('½MMD² at the end', number(end), end > 0 && first > end ? `÷ ${number(first / end)}` : '');
    add('Steps', grouped(metrics.step[last]));
    if (run.value('seconds', last) != null) add('Time', duration(run.value('seconds', last)));
  }
  if (run.n) add('Particles', grouped(run.n), `in ${run.d} dimension${run.d > 1 ? 's' : ''}`);
  return box;
}

function notes() {
  const list = document.getElementById('notes');
  const say = text => list.append(element('li', '', text));
  for (const run of filmed) {
    const widest = Math.max(...run.box.map(([a, b]) => (b - a) / (2 * TOP)));
    say(`${several ? run.title + ': p' : 'P'}ositions are stored in 16 bits for each coordinate: they are within ${number(widest)} of the run’s own.`);
  }
  if (filmed.some(r => r.fields.length)) say('The witness f is the mean kernel to the particles minus that to the target. Colours and arrows are scaled anew at each moment: read their size in the legend.');
  if (filmed.some(r => r.fields.length && r.d > 2)) say('In more than two dimensions the field is that in a plane of the two axes, with the other coordinates held fixed.');
  if (filmed.some(r => r.d === 1)) say('The run has one dimension: the vertical position has no meaning, it spreads the points to be seen.');
  if (filmed.some(r => r.weights)) say('The area of a particle goes with its weight.');
  if (runs.some(r => r.metrics.half_mmd2_u)) say('The U statistic has no bias and may be negative near the end; a logarithmic axis then has a gap.');
  if (lossBounds.some(b => b.column === 'lojasiewicz_bound')) say('The bound of the rate 1/t takes the largest ratio 4F²/mean |∇f|² so far as its constant C: a loss above it shows that the ratio was larger between rows. It can refute a C, and never certify one.');
  if (clock.last > 0) say('Between two snapshots particles are drawn on straight lines, and labelled as interpolated. Curves and readings are the recorded rows.');
  for (const run of runs) for (const note of run.notes) say((several ? run.title + ': ' : '') + note);
}

document.getElementById('headline').append(...runs.map(figures));
buildSwitches();
buildCurveSwitches();
notes();
connectTransport(clock);
connectKeyboard(() => clock, switches);
connectCopy();
Theme.listeners.push(() => { layout(); charts.forEach(c => c.redraw()); });
Theme.start(document.getElementById('theme'));
charts.forEach(c => c.build(axis));

/** A state in the address, such as #step=500&witness&paths, so that a link can point at it. */
function openAt(hash) {
  const wish = new URLSearchParams(hash.slice(1));
  for (const box of Object.values(switches)) if (wish.has(box.id) && !box.checked && !box.disabled) box.click();
  const step = Number(wish.get('step') || NaN);
  if (Number.isFinite(step)) clock.seekStep(step);
}

// Drawn once a frame of the screen, however often the clock moved.
let waiting = false;
clock.listeners.push(() => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; panels.forEach(p => p.draw()); charts.forEach(c => c.follow()); });
});

let width = 0;
new ResizeObserver(() => {
  if (document.body.clientWidth === width) return;
  width = document.body.clientWidth;
  layout();
  charts.forEach(c => c.resize());
}).observe(document.body);

function print(on) {
  Theme.printing = on;
  Theme.apply();
  charts.forEach(c => c.resize());
}
window.addEventListener('beforeprint', () => print(true));
window.addEventListener('afterprint', () => print(false));
openAt(location.hash);
