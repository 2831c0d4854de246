import { describe, expect, it } from 'vitest';
import { isCalm, isSaveDue, isSaveDueOnLeaving } from '../../../src/projects/autosave-timing';

const minute = 60_000;
const unsaved = (since: number | null, latest: number, triedAt: number | null) => ({
  ...{ since, latest, triedAt },
});

describe('a collection that is saved to a folder', () => {
  it('is not saved while nothing has changed', () => {
    expect(isSaveDue(unsaved(null, 0, null), 100 * minute)).toBe(false);
    expect(isSaveDueOnLeaving(unsaved(null, 0, null), 100 * minute)).toBe(false);
  });

  it('is saved at once the first time', () => {
    expect(isSaveDue(unsaved(minute, minute, null), minute)).toBe(true);
  });

  it('is then saved five minutes apart at most, in a calm moment', () => {
    expect(isSaveDue(unsaved(minute, minute, 0), 4 * minute)).toBe(false);
    expect(isSaveDue(unsaved(minute, minute, 0), 5 * minute)).toBe(true);
    expect(isSaveDue(unsaved(4 * minute, 5 * minute - 1000, 0), 5 * minute)).toBe(false);
  });

  it('is saved in the end where there is no calm moment, but without large files', () => {
    const busy = unsaved(minute, 7 * minute - 1, 0);
    expect(isSaveDue(busy, 7 * minute)).toBe(true);
    expect(isCalm(busy, 7 * minute)).toBe(false);
    expect(isCalm(busy, 8 * minute)).toBe(true);
  });

  it('is saved when it is left, unless that has just been done', () => {
    expect(isSaveDueOnLeaving(unsaved(minute, minute, 0), 2 * minute)).toBe(true);
    expect(isSaveDueOnLeaving(unsaved(minute, minute, minute), minute + 30_000)).toBe(false);
  });
});
