import { describe, expect, it } from 'vitest';
import { questionOptions } from '../../../src/messages/imported-label-words';
import { offerTitle, surveyWords } from '../../../src/messages/other-tool-words';
import type { LabelSurvey } from '../../../src/workers/protocol/label-import';

const none = { count: 0, names: [] };
const nothing = {
  ...{ regions: 0, predictions: 0, cancelled: 0, further: 0, otherKinds: 0, repeated: 0 },
  ...{ notUnique: none, onNotUnique: 0, broken: none },
};

const survey: LabelSurvey = {
  ...{ tool: 'COCO', pictures: 1200, decided: 1, several: 0 },
  ...{ labels: ['moss'], leftOut: nothing, questions: [] },
};

describe('what another tool’s file holds', () => {
  it('is counted, and nothing is said of what is not in it', () => {
    expect(surveyWords(survey, 'single')).toEqual([
      'Covers 1,200 pictures, 1 of them labelled by a person.',
      '1 label: moss.',
    ]);
  });

  it('says what has no place here, and what one label a picture cannot hold', () => {
    const leftOut = { ...nothing, regions: 2, predictions: 1 };
    const several = { ...survey, several: 3, leftOut };
    expect(surveyWords(several, 'single').slice(2)).toEqual([
      '3 pictures have several labels there. Here a picture has one, so they stay open.',
      'Left out: 2 boxes and outlines; 1 prediction of a model.',
    ]);
    expect(surveyWords(several, 'tags')).toHaveLength(3);
  });

  it('names what could not be told apart, and what made no sense', () => {
    const leftOut = {
      ...nothing,
      ...{ notUnique: { count: 2, names: ['a.png', 'b.png'] }, onNotUnique: 1 },
      broken: { count: 1, names: ['line 7'] },
    };
    expect(surveyWords({ ...survey, leftOut }, 'single').slice(2)).toEqual([
      'Not taken: 2 entries whose number is not unique: a.png; b.png. 1 answer about them not taken.',
      'Not taken: 1 entry that names no picture or makes no sense: line 7.',
    ]);
  });

  it('says what the question that is meant was answered with', () => {
    const meant = { decided: 7, several: 0, labels: ['torn', 'whole'] };
    expect(surveyWords(survey, 'single', meant)).toEqual([
      'Covers 1,200 pictures, 7 of them labelled by a person.',
      '2 labels: torn, whole.',
    ]);
    const questions = [{ name: 'state', ...meant }];
    expect(questionOptions({ ...survey, questions }, 'single')).toEqual([
      { value: 'state', label: 'state (7: torn, whole)' },
    ]);
    expect(questionOptions({ ...survey, questions }, 'tags')[0]?.value).toBe('');
  });

  it('names a few of many labels', () => {
    const labels = Array.from({ length: 10 }, (_, at) => `l${at}`);
    expect(surveyWords({ ...survey, labels }, 'tags')[1]).toBe(
      '10 labels: l0, l1, l2, l3, l4, l5, l6, l7 and 2 others.',
    );
    expect(surveyWords({ ...survey, labels: [] }, 'tags')[1]).toBe('No labels.');
  });

  it('is called after the tool, where there is one', () => {
    const file = new File([], 'a.json');
    const coco = { kind: 'labels' as const, file, folder: '', survey };
    const project = { kind: 'project' as const, file, samples: [] };
    expect(offerTitle([coco])).toBe('Import labels from COCO?');
    expect(offerTitle([coco, project])).toBe('Import labels from other tools?');
  });
});
