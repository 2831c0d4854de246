import { expect, it } from 'vitest';
import { pictureWorkerCount } from '../../../src/workers/client';
import { Jobs, type RunningJob } from '../../../src/workers/jobs';

it('an aborted job hears of it, others do not', async () => {
  const jobs = new Jobs();
  const heard: string[] = [];
  const work =
    (name: string) =>
    ({ signal }: RunningJob) =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          heard.push(name);
          resolve();
        });
      });
  const first = jobs.run('1', work('first'));
  void jobs.run('2', work('second'));
  jobs.abort('1');
  await first;
  expect(heard).toEqual(['first']);
});

it('a job is forgotten when it is over, however it ended', async () => {
  const jobs = new Jobs();
  let signal: AbortSignal | undefined;
  const failing = jobs.run('1', async (given) => {
    signal = given.signal;
    throw new Error('as agreed');
  });
  await expect(failing).rejects.toThrow('as agreed');
  jobs.abort('1');
  expect(signal?.aborted).toBe(false);
});

it.each([
  [1, 1],
  [2, 1],
  [4, 3],
  [5, 4],
  [32, 4],
])('of %i cores, %i bring pictures in', (cores, workers) => {
  expect(pictureWorkerCount(cores)).toBe(workers);
});
