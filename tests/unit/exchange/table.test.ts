import { describe, expect, it } from 'vitest';
import { readTable, longestCell } from '../../../src/exchange/table';
import { encodings, type Encoding } from '../../../src/exchange/table-text';
import { granted } from '../collection/stage';

const utf8 = (text: string) => new TextEncoder().encode(text);

function read(text: string, name = 'objects.csv') {
  return granted(readTable(utf8(text), name));
}

function refusal(bytes: Uint8Array<ArrayBuffer>, name = 'objects.csv') {
  const outcome = readTable(bytes, name);
  if (outcome.ok) throw new Error('It was read.');
  return outcome.problem;
}

const cells = (text: string, name?: string) => read(text, name).rows.map((row) => row.cells);

describe('a table in cells', () => {
  it('has its delimiter found', () => {
    for (const mark of [',', ';', '\t', '|']) {
      const table = read(`file${mark}title\na.jpg${mark}A map\nb.jpg${mark}A plan\n`);
      expect(table.delimiter).toBe(mark);
      expect(table.rows.map((row) => row.cells)).toEqual([
        ['a.jpg', 'A map'],
        ['b.jpg', 'A plan'],
      ]);
    }
  });

  it('keeps identifiers, numbers, dates and formulas as the text they are', () => {
    const odd = ['000123', '1.10', '1e5', '03/04/1890', '=HYPERLINK("x")', '+49', '-5', '@SUM(1)'];
    const quoted = odd.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
    expect(cells(`${odd.map((_, at) => `c${at}`).join(',')}\n${quoted}\n`)).toEqual([odd]);
  });

  it('may mix line breaks, hold them in cells, and end anywhere', () => {
    const table = read('file,note\r\na.jpg,"one\r\ntwo"\rb.jpg,x\n\n\nc.jpg,y');
    expect(table.rows.map((row) => row.cells)).toEqual([
      ['a.jpg', 'one\ntwo'],
      ['b.jpg', 'x'],
      ['c.jpg', 'y'],
    ]);
    expect(table.rows.map(({ line }) => line)).toEqual([2, 4, 7]);
  });

  it('gives every column a name of its own, whatever the header says', () => {
    const { columns } = read('file,,subject,subject,__proto__,constructor\na.jpg,1,2,3,4,5\n');
    expect(columns).toEqual([
      'file',
      'Column 2',
      'subject',
      'subject (2)',
      '__proto__',
      'constructor',
    ]);
  });

  it('does without a header where the first row is data already', () => {
    const table = read('a.jpg,map\nb.jpg,plan\n');
    expect(table.columns).toEqual(['Column 1', 'Column 2']);
    expect(table.rows.map(({ line }) => line)).toEqual([1, 2]);
  });

  it('fills short rows, and reports long and broken ones with their place', () => {
    const table = read(
      'file,title\na.jpg\nb.jpg,B,extra\nc.jpg,C,,\nd.jpg,"never closed\ne.jpg,E\n',
    );
    expect(table.rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, null],
      [3, 'too-many-cells'],
      [4, null],
      [5, 'broken-line'],
      [6, null],
    ]);
    expect(table.rows[0]?.cells).toEqual(['a.jpg', '']);
  });

  it('reports a cell of ten megabytes and goes on', () => {
    const table = read(
      `file,note\na.jpg,${'x'.repeat(10_000_000)}\nb.jpg,${'y'.repeat(longestCell)}\n`,
    );
    expect(table.rows.map(({ problem }) => problem)).toEqual(['cell-too-long', null]);
  });

  it('that begins with “sep=;”, as Excel writes it, is parted so; the line is no row', () => {
    for (const first of ['sep=;', '"sep=;"', 'SEP=;\r']) {
      const table = read(`${first}\nfile;title\na.jpg;A map, old, torn\n`);
      expect(table).toMatchObject({ columns: ['file', 'title'], delimiter: ';', above: 0 });
      expect(table.rows).toEqual([
        { line: 3, cells: ['a.jpg', 'A map, old, torn'], problem: null },
      ]);
    }
    expect(read('sep=^\nfile^title\na.jpg^A map\n').columns).toEqual(['file', 'title']);
  });

  it('may have titles above the header; they are counted and can be taken for what they are not', () => {
    const text =
      'Objects of the museum, exported in May\n\nInv.-Nr.;Titel;Datei\n1;A map;a.jpg\n2;A plan;b.jpg\n';
    const table = read(text);
    expect(table).toMatchObject({
      columns: ['Inv.-Nr.', 'Titel', 'Datei'],
      headerLine: 3,
      above: 1,
    });
    expect(table.rows.map(({ line, cells }) => [line, cells[2]])).toEqual([
      [4, 'a.jpg'],
      [5, 'b.jpg'],
    ]);
    expect(table.opening.map(({ line }) => line)).toEqual([1, 3, 4, 5]);
    const padded = read(`List 7;;\n${text.slice(text.indexOf('Inv'))}`);
    expect(padded).toMatchObject({ columns: ['Inv.-Nr.', 'Titel', 'Datei'], headerLine: 2 });
  });

  it('has the header that a person says it has, or none', () => {
    const bytes = utf8('a;b;c\nname;place;file\n1;2;3\n');
    const asSaid = granted(readTable(bytes, 'x.csv', { headerLine: 2 }));
    expect(asSaid).toMatchObject({ columns: ['name', 'place', 'file'], above: 1 });
    expect(asSaid.rows).toHaveLength(1);
    const without = granted(readTable(bytes, 'x.csv', { headerLine: 0 }));
    expect(without).toMatchObject({ columns: ['Column 1', 'Column 2', 'Column 3'], above: 0 });
    expect(without.rows).toHaveLength(3);
  });

  it('loses one line, not the rest, to a quotation mark that opens nothing', () => {
    const lines = [
      'file,title',
      'a.jpg,"12" print',
      'b.jpg,"5 of 7',
      'c.jpg,6" wide',
      'd.jpg,"e, f"',
    ];
    const table = read(`${lines.join('\n')}\n`);
    expect(table.rows).toEqual([
      { line: 2, cells: ['a.jpg,"12" print'], problem: 'broken-line' },
      { line: 3, cells: ['b.jpg,"5 of 7'], problem: 'broken-line' },
      { line: 4, cells: ['c.jpg', '6" wide'], problem: null },
      { line: 5, cells: ['d.jpg', 'e, f'], problem: null },
    ]);
  });

  it('does not let a cell swallow rows, where a far inch mark seems to close it', () => {
    const rows = ['b,1,2', 'c,1,2', 'd,1,2', 'e,6",2', 'f,1,2'];
    const table = read(`file,n,m\na,"5 inches,1\n${rows.join('\n')}\n`);
    expect(table.rows.map(({ problem }) => problem)).toEqual([
      'broken-line',
      ...rows.map(() => null),
    ]);
    const verse = read('file,n,m\na,"one\ntwo, or so\nthree",1\n');
    expect(verse.rows.map(({ cells }) => cells[1])).toEqual(['one\ntwo, or so\nthree']);
  });

  it('is read to its end whatever quotation marks stand in two hundred thousand lines', () => {
    for (const line of ['"a', '"a" b', 'x,"""', '"","', '"" a'])
      expect(read(`file,title\n${`${line}\n`.repeat(200_000)}`).rows.length).toBeGreaterThan(0);
  });

  it('is refused before anything is made for each of a million columns', () => {
    const wide = 'a,'.repeat(1_000_000);
    expect(refusal(utf8(`${wide}\n${'b\n'.repeat(100_000)}`)).detail).toContain('columns');
  });

  it('leaves NUL characters out', () => {
    expect(cells('file,title\na.j\0pg,\0A map\0\n')).toEqual([['a.jpg', 'A map']]);
  });

  it('may have 100,000 rows', () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, at) => `${String(at).padStart(6, '0')}.jpg,${at}`,
    );
    const { rows } = read(`file,n\n${lines.join('\n')}\n`);
    expect(rows.length).toBe(100_000);
    expect(rows.at(-1)).toEqual({ line: 100_001, cells: ['099999.jpg', '99999'], problem: null });
  });
});

describe('the encoding', () => {
  const text = 'file,title\na.jpg,Čeněk’s “Größe” 図\n';
  const wide = (order: 'le' | 'be', mark: boolean) => {
    const whole =
      (mark ? '\uFEFF' : '') + text.replace('図', 'x').replace('Č', 'C').replace('ě', 'e');
    const view = new DataView(new ArrayBuffer(whole.length * 2));
    [...whole].forEach((one, at) => view.setUint16(at * 2, one.charCodeAt(0), order === 'le'));
    return new Uint8Array(view.buffer);
  };

  it('is UTF-8 with or without its mark', () => {
    for (const mark of ['', '\uFEFF']) {
      const table = read(mark + text);
      expect(table.columns).toEqual(['file', 'title']);
      expect(table.rows[0]?.cells[1]).toBe('Čeněk’s “Größe” 図');
      expect(table.encoding).toBe('UTF-8');
    }
  });

  it('is UTF-16 in either order, with its mark or by its zeros', () => {
    for (const order of ['le', 'be'] as const)
      for (const mark of [true, false]) {
        const bytes = mark ? wide(order, true) : wide(order, false).slice(0, 48);
        const table = granted(readTable(bytes, 'objects.csv'));
        expect(table.encoding).toBe(order === 'le' ? 'UTF-16' : 'UTF-16, big-endian');
        expect(table.columns).toEqual(['file', 'title']);
      }
  });

  it('is Windows-1252 where it is no UTF-8', () => {
    const bytes = Uint8Array.from([...utf8('file;title\na.jpg;Gr'), 0xf6, 0xdf, ...utf8('e ')]);
    const table = granted(readTable(bytes, 'objects.csv'));
    expect(table.encoding).toBe('Windows-1252 (Western Europe)');
    expect(table.rows[0]?.cells[1]).toBe('Größe ');
  });
});

it('is read in the encoding a person says', () => {
  const table = (encoding: Encoding, ...bytes: number[]) =>
    granted(
      readTable(Uint8Array.from([...utf8('file;title\na.jpg;'), ...bytes]), 'x.csv', { encoding }),
    ).rows[0]?.cells[1];
  expect(table('Mac Roman', 0x47, 0x72, 0x9a, 0xa7, 0x65)).toBe('Größe');
  expect(table('Windows-1250 (Central Europe)', 0xc8, 0x65, 0x6e, 0xec, 0x6b)).toBe('Čeněk');
  expect(table('Shift-JIS (Japanese)', 0x90, 0x7d)).toBe('図');
  for (const encoding of encodings.filter((name) => !name.startsWith('UTF-16')))
    expect(table(encoding, 0x41), encoding).toBe('A');
});

describe('a table as JSON', () => {
  it('is one object a line, or one list', () => {
    const rows = [
      { file_name: 'a.jpg', n: 1 },
      { file_name: 'b.jpg', tags: ['x', 'y'], ok: true },
    ];
    const asLines = rows.map((row) => JSON.stringify(row)).join('\r\n');
    for (const text of [asLines, JSON.stringify(rows)]) {
      const table = read(text, 'metadata.jsonl');
      expect(table.columns).toEqual(['file_name', 'n', 'tags', 'ok']);
      expect(table.rows.map((row) => row.cells)).toEqual([
        ['a.jpg', '1', '', ''],
        ['b.jpg', '', 'x; y', 'true'],
      ]);
    }
  });

  it('reports lines that are cut off or no object, and keeps the others', () => {
    const table = read('{"file":"a.jpg"}\n{"file":"b.j\n[1]\n7\n{"file":"c.jpg"}\n', 'x.jsonl');
    expect(table.rows.map(({ line, problem }) => [line, problem])).toEqual([
      [1, null],
      [2, 'broken-line'],
      [3, 'broken-line'],
      [4, 'broken-line'],
      [5, null],
    ]);
  });

  it('takes hostile names of columns as names', () => {
    const table = read(
      '{"__proto__":{"polluted":1},"constructor":"c","file":"a.jpg"}\n',
      'x.jsonl',
    );
    expect(table.columns).toEqual(['__proto__', 'constructor', 'file']);
    expect(table.rows[0]?.cells).toEqual([expect.stringContaining('polluted'), 'c', 'a.jpg']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('reports what is nested beyond reason', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const table = read(`{"file":"a.jpg","deep":${deep}}\n{"file":"b.jpg"}\n`, 'x.jsonl');
    expect(table.rows.map(({ problem }) => problem)).toEqual(['broken-line', null]);
  });
});

describe('what is no table', () => {
  it('is refused by its reason', () => {
    expect(refusal(utf8('')).kind).toBe('empty-file');
    expect(refusal(utf8(' \n \n')).kind).toBe('empty-file');
    expect(refusal(utf8('file,title\n')).kind).toBe('empty-file');
    expect(refusal(Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2])).detail).toContain('workbook');
    const noise = Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256);
    expect(refusal(noise).kind).toBe('not-a-table');
    expect(refusal(utf8('[{"file":"a.jpg"},'), 'x.json').kind).toBe('not-a-table');
    expect(refusal(utf8('[1,2,3]'), 'x.json').kind).toBe('not-a-table');
    const columns = Array.from({ length: 2000 }, (_, at) => `c${at}`).join(',');
    expect(refusal(utf8(`${columns}\n1,2\n`)).detail).toContain('2,000 columns');
  });
});
