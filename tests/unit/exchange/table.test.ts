import { describe, expect, it } from 'vitest';
import { readTable, longestCell } from '../../../src/exchange/table';
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
    ]);
    expect(table.rows[0]?.cells).toEqual(['a.jpg', '']);
  });

  it('reports a cell of ten megabytes and goes on', () => {
    const table = read(
      `file,note\na.jpg,${'x'.repeat(10_000_000)}\nb.jpg,${'y'.repeat(longestCell)}\n`,
    );
    expect(table.rows.map(({ problem }) => problem)).toEqual(['cell-too-long', null]);
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
        expect(table.encoding).toBe('UTF-16');
        expect(table.columns).toEqual(['file', 'title']);
      }
  });

  it('is Windows-1252 where it is no UTF-8', () => {
    const bytes = Uint8Array.from([...utf8('file;title\na.jpg;Gr'), 0xf6, 0xdf, ...utf8('e ')]);
    const table = granted(readTable(bytes, 'objects.csv'));
    expect(table.encoding).toBe('Windows-1252');
    expect(table.rows[0]?.cells[1]).toBe('Größe ');
  });
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
