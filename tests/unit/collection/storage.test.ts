import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { describe, expect, it } from 'vitest';
import { VitrineDatabase } from '../../../src/collection/database';
import {
  askPersistence,
  guardQuota,
  isQuotaError,
  storageState,
} from '../../../src/collection/storage';

const full = new DOMException('No room.', 'QuotaExceededError');

describe('a full disk', () => {
  it('is recognised however deep the database wraps it', () => {
    const aborted = new Dexie.AbortError('Transaction aborted', full);
    const bulk = new Dexie.BulkError('2 of 4 operations failed', [new Error('other'), aborted]);
    const wrapped = [full, aborted, bulk, new Error('kept as cause', { cause: full })];
    expect(wrapped.map(isQuotaError)).toEqual([true, true, true, true]);
    const others = [
      new Error('QuotaExceededError'),
      'QuotaExceededError',
      null,
      undefined,
      aborted.name,
    ];
    expect(others.map(isQuotaError)).toEqual([false, false, false, false, false]);
  });

  it('becomes a failure, what succeeds stays a success, and a bug is thrown on', async () => {
    expect(await guardQuota(() => Promise.reject(full))).toEqual({
      ok: false,
      problem: { kind: 'quota-exceeded', detail: 'No room.' },
    });
    expect(await guardQuota(() => Promise.resolve(3))).toEqual({ ok: true, value: 3 });
    await expect(guardQuota(() => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
  });
});

describe('a database that was closed', () => {
  it('becomes a failure', async () => {
    const ours = new VitrineDatabase('closed');
    await ours.open();
    ours.close({ disableAutoOpen: true });
    expect(await guardQuota(() => ours.projects.count())).toMatchObject({
      problem: { kind: 'database-unavailable' },
    });
  });
});

describe('where a browser says nothing about storage', () => {
  it('answers so', async () => {
    expect(await askPersistence()).toBe('unsupported');
    expect(await storageState()).toEqual({ usage: null, quota: null, persisted: false });
  });
});
