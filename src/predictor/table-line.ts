/** One line of the table on the page. */
import type { CarriedFacts } from './carried-model';
import { element } from './elements';
import { confidenceWords, type Row } from './outcome-rows';

const side = 96;

export function line(
  row: Row,
  bitmap: ImageBitmap | null,
  task: CarriedFacts['task'],
): HTMLTableRowElement {
  return element(
    'tr',
    {},
    element('td', { class: 'picture' }, ...(bitmap ? [small(bitmap)] : [])),
    element('th', { scope: 'row' }, row.file),
    element('td', { dir: 'auto' }, words(row, task)),
    element('td', { class: 'number' }, confidenceWords(row)),
  );
}

function words({ labels, isUnsure, isUnreadable }: Row, task: CarriedFacts['task']): string {
  if (isUnreadable) return 'This browser cannot open it as a picture.';
  if (isUnsure) return `I don’t know (most like “${labels[0]}”)`;
  if (task === 'tags' && labels.length === 0) return 'No tag';
  return labels.join(', ');
}

/** Its shape kept; decoration, since the file's name stands beside it. */
function small(bitmap: ImageBitmap): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}
