import { describe, expect, it } from 'vitest';
import { backedUpWords, isBackupDue } from '../../../src/messages/backup-words';

const day = 24 * 60 * 60 * 1000;

describe('how long ago a collection was backed up', () => {
  it.each([
    [null, 'It has not been backed up yet.'],
    [100 * day, 'Last backed up today.'],
    [99 * day, 'Last backed up yesterday.'],
    [95 * day, 'Last backed up 5 days ago.'],
  ])('%s → %s', (at, words) => {
    expect(backedUpWords(at, 100 * day)).toBe(words);
  });
});

describe('a backup is due', () => {
  it('when work has been done and no recent file holds it', () => {
    expect(isBackupDue({ decided: 50, backedUpAt: null }, 100 * day)).toBe(true);
    expect(isBackupDue({ decided: 50, backedUpAt: 92 * day }, 100 * day)).toBe(true);
  });

  it('not for a beginning, and not within a week', () => {
    expect(isBackupDue({ decided: 49, backedUpAt: null }, 100 * day)).toBe(false);
    expect(isBackupDue({ decided: 500, backedUpAt: 93 * day }, 100 * day)).toBe(false);
  });
});
