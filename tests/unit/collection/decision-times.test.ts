import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { decisionTimes } from '../../../src/collection/decision-times';
import { decide } from '../../../src/collection/decisions';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, as, begin, suggesting } from './stage';

eachOnAnEmptyDatabase();

describe('how long decisions take', () => {
  it('is told apart by whether a suggestion was in sight; breaks and bulk acts do not count', async () => {
    const { id } = await begin();
    const items = await addPictures(id, 7);
    const [map] = await addLabels(id, 'Map');
    const times = [4000, 8000, 5000, 1000, 3000, 900_000, null];
    const entries = times.map((tookMs, at) => ({
      itemId: items[at]!,
      answer: as(map!),
      suggestion: at === 3 || at === 4 ? suggesting(map!) : null,
      tookMs,
    }));
    await decide(id, entries, { source: 'desk' });
    expect(await decisionTimes(id)).toEqual({
      alone: { median: 5000, n: 3 },
      helped: { median: 2000, n: 2 },
    });
  });

  it('is unknown before anything was timed', async () => {
    const { id } = await begin();
    expect(await decisionTimes(id)).toEqual({ alone: null, helped: null });
  });
});
