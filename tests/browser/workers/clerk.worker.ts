/** A worker that does as it is told, and sometimes not: for the tests of the worker client. */
import { failure, success, type Outcome } from '../../../src/outcome';
import { Jobs } from '../../../src/workers/jobs';
import { serve } from '../../../src/workers/liveness';

const born = crypto.randomUUID();
const jobs = new Jobs();

const clerk = {
  identity: () => born,
  add: (a: number, b: number): Outcome<number> => success(a + b),
  refuse: (): Outcome<number> => failure('not-found', 'as agreed'),
  stumble: (): number => {
    throw new Error('the clerk stumbled');
  },
  /** An error nobody catches: the browser tells the page, and the call is never answered. */
  collapse: (): Promise<number> => {
    setTimeout(() => {
      throw new Error('the clerk collapsed');
    });
    return new Promise(() => undefined);
  },
  /** The browser kills a worker without a word: so does this. */
  vanish: (): Promise<number> => {
    self.close();
    return new Promise(() => undefined);
  },
  count: (to: number, report: (at: number) => void): void => {
    for (let at = 1; at <= to; at++) report(at);
  },
  waitPatiently: (job: string): Promise<Outcome<string>> =>
    jobs.run(
      job,
      ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            resolve(success('stopped in good order'));
          });
        }),
    ),
  waitStubbornly: (): Promise<Outcome<string>> => new Promise(() => undefined),
  abort: (job: string) => {
    jobs.abort(job);
  },
};

export type Clerk = typeof clerk;

serve(clerk);
