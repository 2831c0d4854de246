/** What became of everything that was handed over: nothing is lost from the count. */
import type { Problem, Remark, RemarkKind } from '../outcome';
import type { FileReport } from '../workers/protocol/file-report';

export interface Refused {
  name: string;
  folder: string;
  problem: Problem;
}

export interface Twin {
  name: string;
  folder: string;
  /** Name of the picture that is here already. */
  existing: string;
}

export interface Doubtful {
  name: string;
  folder: string;
  remark: Remark;
}

export class ImportCounts {
  /** Files handed over, and the further pages found in them; everything below adds up to this once the import is over. */
  total = $state(0);
  added = $state(0);
  /** The same bytes under the same name: what a folder added again is full of. */
  alreadyHere = $state(0);
  /** Files whose turn had not come when the import was cancelled. */
  cancelled = $state(0);
  /** The same bytes under another name. */
  twins = $state.raw<readonly Twin[]>([]);
  /** The same bytes with another decision: the picture here is open. `existing` is its path. */
  contradicted = $state.raw<readonly Twin[]>([]);
  refused = $state.raw<readonly Refused[]>([]);
  /** Came in, but look at them: one for each remark. */
  doubtful = $state.raw<readonly Doubtful[]>([]);

  /** Every file that was here already: where it lay → the name it has here. */
  readonly knownAs = new Map<string, string>();

  readonly done = $derived(
    this.added +
      this.alreadyHere +
      this.cancelled +
      this.twins.length +
      this.contradicted.length +
      this.refused.length,
  );

  /** Refusals by reason, the most frequent first. */
  readonly byReason = $derived(grouped(this.refused, ({ problem }) => problem.kind));
  readonly byRemark: [RemarkKind, Doubtful[]][] = $derived(
    grouped(this.doubtful, ({ remark }) => remark.kind),
  );

  expect(files: number): void {
    this.total += files;
  }

  note(reports: readonly FileReport[]): void {
    const twins: Twin[] = [];
    const contradicted: Twin[] = [];
    const refused: Refused[] = [];
    const doubtful: Doubtful[] = [];
    for (const report of reports) {
      // Nobody knew of the further pages of a file when it was handed over.
      if (report.page !== undefined) this.total += 1;
      if (report.ok) {
        this.added += 1;
        const { name, folder, remarks = [] } = report;
        doubtful.push(...remarks.map((remark) => ({ name, folder, remark })));
        continue;
      }
      const { name, folder, problem, existing, contradicts } = report;
      if (problem.kind === 'duplicate')
        this.knownAs.set(folder === '' ? name : `${folder}/${name}`, existing ?? name);
      if (problem.kind === 'aborted') this.cancelled += 1;
      else if (problem.kind !== 'duplicate') refused.push({ name, folder, problem });
      else if (contradicts !== undefined)
        contradicted.push({ name, folder, existing: contradicts });
      else if (existing === undefined || existing === name) this.alreadyHere += 1;
      else twins.push({ name, folder, existing });
    }
    if (twins.length > 0) this.twins = [...this.twins, ...twins];
    if (contradicted.length > 0) this.contradicted = [...this.contradicted, ...contradicted];
    if (refused.length > 0) this.refused = [...this.refused, ...refused];
    if (doubtful.length > 0) this.doubtful = [...this.doubtful, ...doubtful];
  }
}

function grouped<Kind, T>(all: readonly T[], kindOf: (one: T) => Kind): [Kind, T[]][] {
  const groups = new Map<Kind, T[]>();
  for (const one of all) {
    const group = groups.get(kindOf(one));
    if (group === undefined) groups.set(kindOf(one), [one]);
    else group.push(one);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}
