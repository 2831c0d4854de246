import { describe, expect, it } from 'vitest';
import {
  answersOf,
  certainties,
  claims,
  column,
  labelsSaid,
  labelsTrue,
  precisionOf,
  rowsWhere,
} from '../../../src/review/benchmark-answers';
import { wilson } from '../../../src/statistics/intervals';
import { answered, measurementOf } from './benchmark';

const [fern, moss, orchid] = [0, 1, 2];

const single = answered(
  [
    { is: [fern], says: [0.75, 0.25, 0] },
    { is: [moss], says: [0.5, 0.25, 0.25] },
    { is: [moss], says: [0.25, 0.625, 0.125] },
    { is: [orchid], says: [0, 0.125, 0.875], said: [0, 0.25, 0.75] },
  ],
  3,
  'single',
);

const tags = answered(
  [
    { is: [fern, moss], says: [0.75, 0.5] },
    { is: [fern], says: [0.875, 0.625] },
    { is: [], says: [0.125, 0.25] },
  ],
  2,
  'tags',
);

describe('answers of one label a picture', () => {
  it('are right where the first choice is', () => {
    expect([...single.right]).toEqual([1, 0, 1, 1]);
    expect(labelsSaid(single, 1)).toEqual([fern]);
    expect(labelsTrue(single, 1)).toEqual([moss]);
  });

  it('are found again by what was taken for what', () => {
    expect(rowsWhere(single, { truth: moss, said: fern })).toEqual([1]);
    expect(rowsWhere(single, { truth: moss, said: moss })).toEqual([2]);
    expect(rowsWhere(single, { truth: orchid, said: fern })).toEqual([]);
  });

  it('are as sure as their first choice, before and after calibration', () => {
    expect(certainties(single)).toEqual([0.75, 0.5, 0.625, 0.875]);
    expect(claims(single, single.uncalibrated)).toEqual({
      ...{ confidences: [0.75, 0.5, 0.625, 0.75], right: [1, 0, 1, 1] },
    });
  });

  it('can be looked at one label at a time', () => {
    expect(column(single, moss)).toEqual({
      ...{ scores: [0.25, 0.25, 0.625, 0.125], truths: [0, 1, 1, 0] },
    });
    expect(precisionOf(single, fern)).toEqual(wilson(1, 2));
  });
});

describe('answers of several tags a picture', () => {
  it('give each tag from one half on, and are right when all of them are', () => {
    expect(labelsSaid(tags, 0)).toEqual([fern, moss]);
    expect([...tags.right]).toEqual([1, 0, 1]);
  });

  it('are found again by tag: found, missed, wrongly given', () => {
    expect(rowsWhere(tags, { truth: moss, said: moss })).toEqual([0]);
    expect(rowsWhere(tags, { truth: null, said: moss })).toEqual([1]);
    expect(rowsWhere(tags, { truth: fern, said: null })).toEqual([]);
  });

  it('are as sure as the tag they are least sure about', () => {
    expect(certainties(tags)).toEqual([0.5, 0.625, 0.75]);
    expect(claims(tags, tags.probabilities).confidences).toHaveLength(6);
  });
});

it('there are no answers where no benchmark picture was decided', () => {
  expect(answersOf(measurementOf([], 3), 'single')).toBeNull();
});
