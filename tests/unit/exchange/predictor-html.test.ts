import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { carriedBy, writePredictor } from '../../../src/exchange/predictor-html';
import { originOf, trustIn } from '../../../src/exchange/predictor-words';
import { csvOf, rowOf } from '../../../src/predictor/outcome-rows';
import { described } from './description';

const hostile = [
  '</script><script>alert(1)</script>',
  '<!-- <img src=x onerror=alert(1)>',
  '"quoted", with comma\r\nand a second line',
  '=cmd|" /C calc"!A0',
  '\u202Eright to left',
  'a'.repeat(10_000),
];
const labels = hostile.map((name) => ({ name, description: name, uri: '' }));
const facts = {
  collection: hostile[0]!,
  task: 'single' as const,
  labels,
  inputSize: 32,
  floor: 0.4,
};

function written(script = 'run("</script>")') {
  return writePredictor(
    {
      script,
      style: 'b::before { content: "</style>"; }',
      model: { ...facts, steps: [] },
      weights: 'AAAA',
      trust: trustIn({ ...described, labels }),
      origin: originOf({ ...described, collection: hostile[1]! }),
    },
    { ...described, ...facts },
  );
}

describe('the page that carries a model', () => {
  it('holds three script elements and one style, whatever the labels are called', async () => {
    const page = await written();
    expect(page.match(/<script[ >]/gi)).toHaveLength(3);
    expect(page.match(/<\/script/gi)).toHaveLength(3);
    expect(page.match(/<\/?style/gi)).toHaveLength(2);
    expect(page).not.toContain('<!--');
    expect(page).not.toContain('<img');
  });

  it('gives the names back as they were', async () => {
    const parts = carriedBy(await written());
    expect(parts?.model).toMatchObject({ collection: hostile[0], labels });
    expect(parts?.weights).toBe('AAAA');
    expect(carriedBy('<p>another page</p>')).toBe(null);
  });

  it('allows its own script by hash and nothing else', async () => {
    const page = await written();
    const code = /<script>([^]*?)<\/script>/.exec(page)![1]!;
    const hash = createHash('sha256').update(code).digest('base64');
    expect(page).toContain(`script-src 'sha256-${hash}'`);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/unsafe|connect-src/);
    expect(code).toBe('run("\\x3c/script>")');
  });

  it('says how good it is on how many pictures, and where it comes from', async () => {
    const page = await written();
    expect(page).toContain('84 % (95 % interval 77–90 %, on 120 pictures)');
    expect(page).toContain('Below 41 % it says that it does not know.');
    expect(page).toContain(described.backbone.hash);
    expect(page).toContain(described.snapshot!.hash);
  });
});

describe('what the page says about a picture', () => {
  it('is the likeliest label, or that it is not sure', () => {
    const sure = rowOf('a.jpg', Float32Array.of(0.1, 0.7, 0.05, 0.05, 0.05, 0.05), facts);
    expect(sure).toMatchObject({ labels: [hostile[1]], isUnsure: false });
    const unsure = rowOf('b.jpg', Float32Array.of(0.3, 0.3, 0.1, 0.1, 0.1, 0.1), facts);
    expect(unsure.isUnsure).toBe(true);
  });

  it('is every tag from one half on, likeliest first', () => {
    const tags = { ...facts, task: 'tags' as const };
    const row = rowOf('a.jpg', Float32Array.of(0.5, 0.9, 0.49, 0, 0, 0), tags);
    expect(row.labels).toEqual([hostile[1], hostile[0]]);
    expect(row.confidence[1]).toBeCloseTo(0.5);
  });

  it('never starts a formula in a spreadsheet, and quotes what would break a row', () => {
    const rows = hostile.map((name, at) => ({
      ...rowOf(`=${at}.jpg`, Float32Array.of(1, 0, 0, 0, 0, 0), facts),
      labels: [name],
    }));
    const csv = csvOf(rows);
    expect(csv).toContain(`'=0.jpg,</script>`);
    expect(csv).toContain(`"'=cmd\\|"" /C calc""!A0"`);
    expect(csv).toContain('"""quoted"", with comma\r\nand a second line"');
  });
});
