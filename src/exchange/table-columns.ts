/**
 * What the columns of a table may mean, guessed from their names and from what stands in them. A guess
 * is shown to the person before anything is done with it.
 */
import type { Table } from './parsed-table';

/** `field`: kept under its own name; `none`: left out. The others are what we know how to use. */
export type ColumnUse =
  | 'file'
  | 'url'
  | 'identifier'
  | 'label'
  | 'group'
  | 'title'
  | 'date'
  | 'creator'
  | 'rights'
  | 'field'
  | 'none';

/** One column at most: two file names would contradict each other. */
const onlyOnce: readonly ColumnUse[] = ['file', 'url', 'identifier', 'label', 'group'];

/** Rows looked at for a guess. */
const sampleRows = 200;

/** Column names as people and systems write them, best first; compared without marks and spaces. */
const names: Record<Exclude<ColumnUse, 'field' | 'none'>, string[]> = {
  file: ['filename', 'file', 'image', 'imagefile', 'imagename', 'path', 'filepath', 'picture']
    .concat(['imagepath', 'imagefilename', 'dateiname', 'datei', 'bild', 'bilddatei', 'fichier'])
    .concat(['thumbnailurl', 'img', 'photo', 'asset', 'objectlocation']),
  url: ['objectlocation', 'imageurl', 'url', 'filename', 'primaryimage', 'image', 'link', 'iiif']
    .concat(['imagelink', 'downloadurl', 'href', 'imagesmall', 'thumbnailurl', 'thumbnail'])
    .concat(['imagethumb']),
  identifier: ['accessionnumber', 'accessionno', 'inventorynumber', 'inventoryno', 'objectnumber']
    .concat(['identifier', 'objectid', 'inventarnummer', 'signatur', 'shelfmark', 'callnumber'])
    .concat(['ark', 'id', 'itemid', 'recordid', 'uuid']),
  label: ['label', 'labels', 'class', 'classlabel', 'category', 'tags', 'klasse', 'kategorie'],
  group: ['group', 'groupid', 'parentid', 'parent', 'objectgroup', 'setid', 'gruppe'],
  title: ['title', 'titel', 'titre', 'name', 'objectname', 'caption', 'text'],
  date: ['date', 'dated', 'year', 'datum', 'jahr', 'creationdate', 'datecreated', 'objectdate'],
  creator: ['creator', 'artist', 'author', 'maker', 'photographer', 'urheber', 'kuenstler'],
  rights: ['rights', 'rightsstatement', 'license', 'licence', 'copyright', 'lizenz', 'rechte'],
};

/** One use for each column, in their order. */
export function guessUses({ columns, rows }: Pick<Table, 'columns' | 'rows'>): ColumnUse[] {
  const sample = rows.filter(({ problem }) => problem === null).slice(0, sampleRows);
  const filled = columns.map((_, at) =>
    sample.map(({ cells }) => (cells[at] ?? '').trim()).filter((cell) => cell !== ''),
  );
  const uses = columns.map((): ColumnUse => 'field');
  const known = columns.map(comparable);
  const take = (use: keyof typeof names, suits: (cells: string[]) => boolean) => {
    for (const name of names[use]) {
      const at = known.findIndex((one, index) => one === name && uses[index] === 'field');
      if (at !== -1 && suits(filled[at] ?? [])) {
        uses[at] = use;
        if (onlyOnce.includes(use)) return;
      }
    }
  };
  take('url', (cells) => mostly(cells, isAddress));
  take('file', (cells) => !mostly(cells, isAddress) && mostly(cells, isFileName));
  if (!uses.includes('file')) takeByContent(uses, filled);
  take('identifier', (cells) => new Set(cells).size > cells.length * 0.9);
  take('label', (cells) => cells.every((cell) => cell.length <= 200));
  take('group', (cells) => cells.length > 0);
  for (const use of ['title', 'date', 'creator', 'rights'] as const) take(use, () => true);
  return uses;
}

/** Names of columns that say how sure a model was; compared without marks and spaces. */
const sureness =
  /^(confidences?|scores?|prob|probabilit(y|ies)|certainty|softmax|logits?)$|^(confidence|score|probability|prob)(of|for)?(label|class|prediction)?$|^(label|class|prediction|top1|max)(confidence|score|prob|probability)$|^(konfidenz|wahrscheinlichkeit|confiance|probabilite)$/;

/**
 * The column by which a table shows that a model gave its labels; null where none does. Files that our
 * own models write have one.
 */
export function modelColumn({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string | null {
  const sample = rows.filter(({ problem }) => problem === null).slice(0, sampleRows);
  const cellsAt = (at: number) =>
    sample.map(({ cells }) => (cells[at] ?? '').trim()).filter((cell) => cell !== '');
  const isSureness = (name: string, at: number) =>
    sureness.test(comparable(name)) && mostly(cellsAt(at), isNumeric);
  const isSource = (name: string, at: number) =>
    /^(source|generator|annotator|by)$/.test(comparable(name)) &&
    cellsAt(at).some((cell) => /^(model|machine|prediction|predicted|ai)$/i.test(cell));
  return columns.find((name, at) => isSureness(name, at) || isSource(name, at)) ?? null;
}

/** Numbers, or several of them in a cell. */
function isNumeric(cell: string): boolean {
  return /^[\d.,]+\s*%?(?:\s*[|;]\s*[\d.,]+\s*%?)*$/.test(cell);
}

function takeByContent(uses: ColumnUse[], filled: string[][]): void {
  const at = filled.findIndex(
    (cells, index) => uses[index] === 'field' && cells.length > 0 && mostly(cells, isPicture),
  );
  if (at !== -1 && !mostly(filled[at] ?? [], isAddress)) uses[at] = 'file';
}

function comparable(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function mostly(cells: readonly string[], is: (cell: string) => boolean): boolean {
  return cells.length > 0 && cells.filter(is).length >= cells.length * 0.5;
}

function isAddress(cell: string): boolean {
  return /^https?:\/\/\S+$/i.test(cell);
}

function isPicture(cell: string): boolean {
  return /\.(jpe?g|png|tiff?|gif|webp|avif|bmp|jp2|heic|psd)$/i.test(cell);
}

function isFileName(cell: string): boolean {
  return isPicture(cell) || /^[^\s<>]{1,200}$/.test(cell);
}
