import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/exchange/plain-text';
import { readTable } from '../../../src/exchange/table';
import { guessUses, modelColumn, type ColumnUse } from '../../../src/exchange/table-columns';
import { tableRows } from '../../../src/exchange/table-rows';
import { csvOf } from '../../../src/predictor/outcome-rows';
import { granted } from '../collection/stage';

function guess(text: string, name = 'objects.csv'): Record<string, ColumnUse> {
  const table = granted(readTable(new TextEncoder().encode(text), name));
  const uses = guessUses(table);
  return Object.fromEntries(table.columns.map((column, at) => [column, uses[at]!]));
}

describe('what columns mean', () => {
  it('is guessed from their names', () => {
    const text = 'Inventory No.;Filename;Class;Group ID;Titel;Licence\n001;a.jpg;map;7;A map;CC0\n';
    expect(guess(text)).toEqual({
      ...{ 'Inventory No.': 'identifier', Filename: 'file', Class: 'label' },
      ...{ 'Group ID': 'group', Titel: 'title', Licence: 'rights' },
    });
  });

  it('and from what stands in them: a “filename” may hold addresses, any column file names', () => {
    expect(guess('filename,title\nhttps://a.org/1.jpg,x\nhttps://a.org/2.jpg,y\n')).toEqual({
      ...{ filename: 'url', title: 'title' },
    });
    expect(guess('scan,kept\nx 1.tif,yes\nx 2.tif,no\n')).toEqual({ scan: 'file', kept: 'field' });
  });

  it('knows the columns of a Hugging Face folder', () => {
    expect(guess('{"file_name":"a.jpg","label":"map","text":"A map"}\n', 'metadata.jsonl')).toEqual(
      {
        ...{ file_name: 'file', label: 'label', text: 'title' },
      },
    );
  });

  it('never guesses one use twice where it can be one column alone', () => {
    const uses = Object.values(guess('file,image,label,class\na.jpg,b.jpg,x,y\n'));
    expect(uses).toEqual(['file', 'field', 'label', 'field']);
  });
});

describe('whose word the labels are', () => {
  const column = (text: string) =>
    modelColumn(granted(readTable(new TextEncoder().encode(text), 'x.csv')));

  it('shows where a column says how sure a model was: our own models write one', () => {
    const row = { file: 'a.jpg', labels: ['map'], confidence: [0.9], isUnsure: false };
    const tags = { ...row, labels: ['map', 'old'], confidence: [0.9, 0.6] };
    const ours = csvOf([
      { ...row, isUnreadable: false },
      { ...tags, isUnreadable: false },
    ]);
    expect(column(ours)).toBe('confidence');
    expect(column('image;class;Score (%)\na.jpg;map;93,5 %\n')).toBe('Score (%)');
    expect(column('image;class;score\na.jpg;map;93,5 %\n')).toBe('score');
    expect(column('image,label,source\na.jpg,map,human\nb.jpg,map,model\n')).toBe('source');
  });

  it('does not show in a table that people made', () => {
    expect(column('file,label,source\na.jpg,map,https://example.org\n')).toBeNull();
    expect(column('file,label,confidence\na.jpg,map,quite sure\n')).toBeNull();
    expect(column('file,label\na.jpg,map\n')).toBeNull();
  });
});

describe('a row', () => {
  const uses: ColumnUse[] = ['file', 'identifier', 'label', 'field', 'none', 'rights', 'rights'];
  const header = 'file,id,label,note,secret,rights,statement';
  const rowsOf = (body: string, splits = true) => {
    const table = granted(readTable(new TextEncoder().encode(`${header}\n${body}`), 'x.csv'));
    return [...tableRows(table, uses, { splitsLabels: splits, keepsEmptyWords: false })];
  };

  it('says what it means, without the HTML', () => {
    const [row] = rowsOf(
      'a.jpg,0012,map; plan;map,<p>A <i>fine</i> one &amp; more</p>,x,CC0,http://r\n',
    );
    expect(row).toMatchObject({
      ...{ file: 'a.jpg', identifier: '0012', labels: ['map', 'plan'], problem: null },
      fields: [
        { name: 'Identifier', value: '0012' },
        { name: 'note', value: 'A fine one & more' },
        { name: 'Rights', value: 'CC0' },
        { name: 'Rights', value: 'http://r' },
      ],
    });
  });

  it('has one label where a picture has one', () => {
    expect(rowsOf('a.jpg,1,Image;StillImage,,,,\n', false)[0]?.labels).toEqual([
      'Image;StillImage',
    ]);
  });

  it('that names no picture, or a label as long as a text, says so', () => {
    const rows = rowsOf(`,,map,,,,\nb.jpg,,${'m'.repeat(300)},,,,\n`);
    expect(rows.map(({ problem }) => problem)).toEqual(['nothing-to-find-by', 'label-too-long']);
  });
});

describe('plain text', () => {
  it('is what is left of HTML; prose with angle brackets stays', () => {
    expect(plainText('One<br/>two &lt;b&gt; &#8211; &#x2014; &nbsp;three')).toBe(
      'One two <b> – — three',
    );
    expect(plainText('5 < 6 and 7 > 3')).toBe('5 < 6 and 7 > 3');
    expect(plainText('<img src=x onerror=alert(1)>Map')).toBe('Map');
    expect(plainText('<'.repeat(90_000)).length).toBe(90_000);
    expect(plainText('&#55555; &#0;')).toBe('&#55555; &#0;');
  });
});

const folder = '../shared/fixtures/csv';

describe.skipIf(!existsSync(folder))(
  'tables of real institutions (needs ../shared/fixtures)',
  () => {
    const names = existsSync(folder)
      ? readdirSync(folder).filter((name) => name.endsWith('.csv'))
      : [];

    it.each(names)('%s is read whole, and what finds its pictures is guessed', (name) => {
      const table = granted(readTable(new Uint8Array(readFileSync(`${folder}/${name}`)), name));
      const uses = guessUses(table);
      expect(table.rows.filter(({ problem }) => problem !== null)).toEqual([]);
      expect(uses.some((use) => use === 'file' || use === 'url')).toBe(true);
      expect(uses).toContain('identifier');
      const rows = [...tableRows(table, uses, { splitsLabels: false, keepsEmptyWords: false })];
      expect(rows.length).toBe(table.rows.length);
      // The first row is a film on another site: it has no file and no number.
      const lost = rows.filter(({ problem }) => problem === 'nothing-to-find-by');
      expect(lost.map(({ line }) => line)).toEqual(name === 'psychiana_cbdemo_gh.csv' ? [2] : []);
    });
  },
);
