import { describe, expect, it } from 'vitest';
import { writeReadme } from '../../../src/exchange/model-readme';
import { tfjsFiles } from '../../../src/exchange/tfjs-files';
import { described } from './description';

describe('the README of a model', () => {
  const { usage } = tfjsFiles({ modelJson: {}, weights: new ArrayBuffer(2048) }, described);
  const readme = writeReadme(described, usage, true);

  it('says what the input must look like and how to load it', () => {
    expect(readme).toContain('[n, 32, 32, 3]');
    expect(readme).toContain('divided by 127.5, minus 1');
    expect(readme).toContain('squashed');
    expect(readme).toContain("tf.loadLayersModel('model.json')");
    expect(readme).toContain('tf.io.fromMemory');
    expect(readme).toContain('float32, 2,048 bytes');
    expect(readme).toContain('golden/vectors.json');
  });

  it('gives every number its sample size and interval, beside the baselines', () => {
    expect(readme).toContain(
      'Accuracy: 84\u00a0% (95\u00a0% interval 77–90\u00a0%, on 120 pictures)',
    );
    expect(readme).toContain('reaches 50\u00a0%');
    expect(readme).toContain('copying the most similar known pictures 70\u00a0%');
  });

  it('names what it hardly knows, the licence, and the truth it learned from', () => {
    expect(readme).toMatch(/Fewer than 10 benchmark pictures.*Grass \\\| sedge/);
    expect(readme).toContain('never seen an example of: Lichen');
    expect(readme).toContain('below 41\u00a0%');
    expect(readme).toContain('Apache-2.0');
    expect(readme).toContain('ab'.repeat(32));
  });

  it('keeps a hostile name on its line, as plain characters', () => {
    expect(readme).toContain('3. **Grass \\| sedge \\*both\\***');
    const hostile = writeReadme(
      { ...described, collection: '<script>alert(1)</script>\n# Big [link](javascript:1)' },
      usage,
      false,
    );
    expect(hostile.split('\n')[0]).toBe(
      '# \\<script\\>alert(1)\\</script\\> \\# Big \\[link\\](javascript:1): run 7',
    );
  });

  it('is honest when nothing was measured', () => {
    expect(writeReadme({ ...described, evaluation: null }, usage, false)).toContain('Not known');
  });
});
