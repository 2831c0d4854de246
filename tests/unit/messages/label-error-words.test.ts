import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../../src/collection/accepted';
import type { LabelError } from '../../../src/collection/label-errors';
import type { Item, ItemId, LabelId } from '../../../src/collection/records';
import type { Predictions } from '../../../src/collection/training-records';
import type { LookedTwice } from '../../../src/collection/second-looks';
import type { Measurement } from '../../../src/collection/trust-records';
import {
  kappaWords,
  modelBeside,
  pairings,
  pairingTitle,
  shareWords,
} from '../../../src/messages/agreement-words';
import { suggestedAnswer, suggestionWords } from '../../../src/messages/label-error-words';
import { auditFinding, offerWords, verdictWords } from '../../../src/label-errors/offer-words';
import { offerOf, withAudit } from '../../../src/label-errors/offers';
import { label } from '../labeling/labels';

const plain = (words: string) => words.replaceAll('\u00a0', ' ');
const [map, chart] = ['map', 'chart'] as LabelId[] as [LabelId, LabelId];

describe('a label error in words', () => {
  const doubt = (given: LabelId[]) => ({ given, suggested: chart }) as unknown as LabelError;
  const names = (id: LabelId) => `“${id}”`;

  it('is another label where there is one a picture', () => {
    expect(suggestedAnswer(doubt([map]), 'single')).toEqual({ kind: 'labels', labelIds: [chart] });
    expect(suggestionWords(doubt([map]), 'single', names)).toBe('“chart”');
  });

  it('is one tag more, or one less, or none at all', () => {
    expect(suggestedAnswer(doubt([map]), 'tags')).toEqual({
      ...{ kind: 'labels', labelIds: [map, chart] },
    });
    expect(suggestedAnswer(doubt([map, chart]), 'tags')).toEqual({
      ...{ kind: 'labels', labelIds: [map] },
    });
    expect(suggestedAnswer(doubt([chart]), 'tags')).toEqual({ kind: 'none' });
    expect(suggestionWords(doubt([chart]), 'tags', names)).toBe('without “chart”');
    expect(suggestionWords(doubt([map]), 'tags', names)).toBe('with “chart”');
  });
});

const looked = (firstBy: string | null, by: string, first: LabelId, role = 'benchmark', id = 1) =>
  ({
    ...{ firstBy, look: { by }, item: { id: id as ItemId, role } as Item },
    first: { kind: 'labels', labelIds: [first] },
  }) as unknown as LookedTwice;

describe('agreement in words', () => {
  it('comes with its interval, and kappa with what it means', () => {
    expect(plain(shareWords(28, 30))).toBe('28 of 30 times (93 %; 95 % interval 79–98 %)');
    const kappa = { value: 0.72, low: 0.5, high: 0.94, n: 30, agreed: 26 };
    expect(plain(kappaWords(kappa))).toBe(
      'Cohen’s kappa 0.72 (95 % interval 0.50 to 0.94): substantial agreement beyond chance.',
    );
    expect(kappaWords({ ...kappa, value: NaN })).toMatch(/every answer was the same/);
  });

  it('tells who met whom', () => {
    const met = pairings([
      looked('Ada', 'Ada', map),
      looked('Ada', 'Ben', map),
      looked(null, 'Ada', map),
      looked('Ada', 'Ada', map),
    ]);
    expect(met.map(({ pairs }) => pairs.length)).toEqual([2, 1, 1]);
    expect(met.map(pairingTitle)).toEqual([
      ...['Consistency of Ada', 'Ada and Ben', 'The folder names and Ada'],
    ]);
  });

  it('has the model beside it on what it never learns from, and only there', () => {
    const predictions = {
      ...{ labelIds: [map, chart], task: 'single', itemIds: Uint32Array.of(1, 2, 3) },
      probabilities: Float32Array.of(0.9, 0.1, 0.9, 0.1, 0.9, 0.1),
    } as unknown as Predictions;
    const labels = [label('Map'), label('Chart')];
    const pairs = [
      looked('Ada', 'Ada', map, 'benchmark', 1),
      looked('Ada', 'Ada', chart, 'check', 2),
      looked('Ada', 'Ada', map, 'pool', 3),
    ];
    expect(modelBeside(pairs, predictions, labels)).toMatchObject({ n: 2, agreed: 1 });
    expect(modelBeside(pairs.slice(2), predictions, labels)).toBeNull();
  });
});

/** 98 % sure of the first label each time, and wrong in the first `wrong`. */
const answered = (n: number, wrong: number) => ({
  itemIds: Uint32Array.from({ length: n }, (_, at) => at + 1),
  probabilities: Float32Array.from(Array.from({ length: n }, () => [0.98, 0.02]).flat()),
  uncalibrated: new Float32Array(),
  targets: Uint8Array.from(
    Array.from({ length: n }, (_, at) => (at < wrong ? [0, 1] : [1, 0])).flat(),
  ),
});

function offer(benchmark: number, wrong: number, check = 40) {
  const measurement = {
    labelIds: [map, chart],
    benchmark: answered(benchmark, wrong),
    check: answered(check, 0),
  } as unknown as Measurement;
  const predictions = {
    ...{ labelIds: [map, chart], task: 'single', itemIds: Uint32Array.of(7, 8) },
    probabilities: Float32Array.of(0.99, 0.01, 0.6, 0.4),
  } as unknown as Predictions;
  return offerOf(measurement, predictions, [7, 8] as ItemId[], 0.1);
}

describe('a promise in words', () => {
  it('says what it rests on and what it would answer', () => {
    const given = offer(40, 0);
    const words = offerWords(given).map(plain);
    expect(words[0]).toBe(
      'With at least 98 % confidence it would label 1 of 2 open pictures (50 %).',
    );
    expect(words[2]).toMatch(/40 answered, none of them wrong.*no more than 7.3 %/);
    expect(plain(verdictWords(given, 5))).toBe(
      'That is within the 10 % you allow: you can auto-label.',
    );
    expect(given.answers).toMatchObject([{ itemId: 7, labelIds: [map] }]);
  });

  it('says how many more decisions it would take, and whether there are so many', () => {
    const locked = offer(20, 0);
    expect(plain(verdictWords(locked, 30))).toMatch(
      /another 9 right ones, which is about 9 more benchmark decisions\. Every sixth/,
    );
    expect(plain(verdictWords(locked, 4))).toMatch(/only 4 are left to decide/);
  });

  it('is not thought of with too few check pictures', () => {
    const [words] = offerWords(offer(40, 0, 5));
    expect(words).toMatch(/5 are decided, and 20 are needed/);
  });

  it('is audited on a sample drawn from a seed', () => {
    const many = { ...offer(40, 0) };
    many.answers = Array.from({ length: 100 }, (_, at) => ({
      ...{ itemId: at as ItemId, labelIds: [map], confidence: 0.99 },
    }));
    const audited = (seed: number) =>
      withAudit(many, seed).flatMap(({ itemId, isAudited }) => (isAudited ? [itemId] : []));
    expect(audited(1)).toHaveLength(29);
    expect(audited(1)).toEqual(audited(1));
    expect(audited(1)).not.toEqual(audited(2));
  });
});

describe('an audit in words', () => {
  const act = (looked: number, wrong: number) =>
    ({
      ...{ risk: 0.1, audited: Array.from({ length: 29 }), looked },
      wrong: Array.from({ length: wrong }),
    }) as unknown as Acceptance;

  it('waits, goes on, and ends well', () => {
    expect(plain(auditFinding(act(0, 0)).words)).toMatch(
      /^29 pictures drawn at random are waiting/,
    );
    expect(plain(auditFinding(act(10, 1)).words)).toMatch(/one was wrong \(10 %\).*19 are left/);
    expect(plain(auditFinding(act(29, 0)).words)).toMatch(
      /no more than 9.9 %.*The promise is kept/,
    );
  });

  it('says that the promise is broken as soon as no later answer can mend it', () => {
    expect(auditFinding(act(5, 2)).isBroken).toBe(false);
    const broken = auditFinding(act(5, 3));
    expect(broken.isBroken).toBe(true);
    expect(plain(broken.words)).toMatch(/3 were wrong \(60 %\): more than the 10 % promised/);
  });
});
