import { describe, expect, it } from 'vitest';
import { resolve } from 'node:path';
import { readOptions } from '../../../scripts/simulation/options';

describe('the command line of a simulation', () => {
  it('needs only a folder', () => {
    expect(readOptions(['pictures'])).toEqual({
      folder: resolve('pictures'),
      decisions: 300,
      strategy: 'uncertain',
      backbone: null,
      fineTune: false,
      seed: 1,
      out: null,
    });
  });

  it('takes every option of the manual', () => {
    const line = 'pictures --decisions 100 --strategy random --backbone other --fine-tune --seed 5';
    expect(readOptions([...line.split(' '), '--out', 'result.json'])).toMatchObject({
      decisions: 100,
      strategy: 'random',
      backbone: 'other',
      fineTune: true,
      seed: 5,
      out: 'result.json',
    });
  });

  it('refuses what it does not understand', () => {
    expect(() => readOptions([])).toThrow('Name one folder');
    expect(() => readOptions(['a', '--strategy', 'clever'])).toThrow('No such strategy');
    expect(() => readOptions(['a', '--decisions', 'many'])).toThrow('whole number');
    expect(() => readOptions(['a', '--colour', 'red'])).toThrow();
  });
});
