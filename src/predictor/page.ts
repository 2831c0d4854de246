/**
 * The page that travels with a model inside: pictures in, labels and a spreadsheet out. It knows no
 * address and asks for none; what is dropped here stays here.
 */
import { toPixels } from '../model/preprocess';
import { answerOf } from './answer';
import { unpacked, type CarriedModel } from './carried-model';
import { byId, element } from './elements';
import { chosenFiles, droppedFiles, type Gathered } from './gather-files';
import { csvOf, rowOf, unreadable, type Row } from './outcome-rows';
import { line } from './table-line';

const model = JSON.parse(byId('model').textContent) as CarriedModel;
const steps = unpacked(model, byId('weights').textContent);

/** Lines shown; the spreadsheet has all. */
const mostShown = 500;
const rows: Row[] = [];
const waiting: Gathered[] = [];
let total = 0;
let isRunning = false;

const bar = byId<HTMLProgressElement>('bar');
const lines = byId<HTMLTableSectionElement>('lines');

/** Lets the page draw and answer, now and then rather than always. */
let since = performance.now();
async function pause(): Promise<void> {
  if (performance.now() - since < 40) return;
  await new Promise((resolve) => setTimeout(resolve));
  since = performance.now();
}

async function ask(files: readonly Gathered[]): Promise<void> {
  waiting.push(...files);
  total += files.length;
  if (isRunning) return;
  isRunning = true;
  byId('results').hidden = false;
  byId('progress').hidden = false;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    await askOne(next);
    bar.max = total;
    bar.value = rows.length;
    byId('count').textContent = `${rows.length} of ${total}`;
  }
  isRunning = false;
  total = rows.length;
  byId('progress').hidden = true;
  byId('said').textContent = summary();
}

async function askOne({ file, path }: Gathered): Promise<void> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    // Not an error of ours: the row says so.
    show(unreadable(path), null);
    return;
  }
  const pixels = await toPixels(bitmap, model.inputSize);
  const answer = await answerOf(steps, pixels, pause);
  show(rowOf(path, answer, model), bitmap);
  bitmap.close();
}

function show(row: Row, bitmap: ImageBitmap | null): void {
  rows.push(row);
  if (rows.length <= mostShown) lines.append(line(row, bitmap, model.task));
  else byId('more').hidden = false;
}

function summary(): string {
  const unsure = rows.filter(({ isUnsure }) => isUnsure).length;
  const lost = rows.filter(({ isUnreadable }) => isUnreadable).length;
  const parts = [`${rows.length} ${rows.length === 1 ? 'file' : 'files'} done`];
  if (unsure > 0) parts.push(`${unsure} not sure`);
  if (lost > 0) parts.push(`${lost} that this browser cannot open as pictures`);
  return `${parts.join(', ')}.`;
}

function save(): void {
  const address = URL.createObjectURL(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }));
  const link = element('a', { href: address, download: 'labels.csv' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

for (const { name, description } of model.labels) {
  const words = description ? `: ${description}` : '';
  byId('labels').append(element('li', { dir: 'auto' }, element('strong', {}, name), words));
}
for (const id of ['pictures', 'folder']) {
  const input = byId<HTMLInputElement>(id);
  input.addEventListener('change', () => {
    void ask(chosenFiles(input.files!));
    input.value = '';
  });
}
byId('save').addEventListener('click', save);
byId('stop').addEventListener('click', () => (waiting.length = 0));
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  if (event.dataTransfer) void droppedFiles(event.dataTransfer).then(ask);
});
byId('ready').hidden = false;
byId('loading').hidden = true;
