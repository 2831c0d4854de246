/** What comes from other tools: shown before it is taken, brought in as decisions, taken back as one act. */
import { number } from '../messages/numbers';
import { undo } from '../collection/decisions';
import { labelsNamed } from '../collection/label-names';
import type { ProjectId } from '../collection/records';
import { failure, success, type Outcome, type Problem } from '../outcome';
import type { WorkerClient } from '../workers/client';
import type { IncomingFile } from '../workers/protocol/pictures';
import type { LabelsBrought, LabelImportApi } from '../workers/protocol/label-import';
import type { LabelFile, ProjectFile } from './open-archives';

/** What became of a file of labels. */
export interface BroughtFile {
  name: string;
  outcome: Outcome<LabelsBrought>;
  isTakenBack: boolean;
}

/** For files that ask several things about a picture, which is meant. */
export type MeantQuestions = ReadonlyMap<LabelFile | ProjectFile, string>;

const tool = 'Teachable Machine';
/** More than anybody can tell apart: no project has them. */
const mostClasses = 1000;

export class Peers {
  /** Waiting for an answer. */
  offered = $state.raw<readonly (LabelFile | ProjectFile)[]>([]);
  /** A file of labels is being read. */
  isBringing = $state(false);
  brought = $state.raw<readonly BroughtFile[]>([]);

  constructor(
    private readonly projectId: ProjectId,
    private readonly labelImport: WorkerClient<LabelImportApi>,
  ) {}

  /** The pictures of projects, with their classes as decisions where that is wanted. */
  async pictures(
    projects: readonly ProjectFile[],
    isTaken: boolean,
  ): Promise<Outcome<IncomingFile[]>> {
    const samples = projects.flatMap((each) => each.samples);
    if (!isTaken) return success(samples.map(({ incoming }) => incoming));
    const names = new Set(samples.flatMap(({ className }) => className ?? []));
    if (names.size > mostClasses)
      return failure('unknown-labels', `it would make ${number(names.size)} labels`);
    const labels = await labelsNamed(this.projectId, [...names]);
    if (!labels.ok) return labels;
    const ids = new Map(Object.entries(labels.value));
    return success(
      samples.map(({ incoming, className }) => {
        const labelId = className === null ? undefined : ids.get(className);
        const record = incoming.attachments?.record ?? null;
        if (labelId === undefined) return incoming;
        const answer = { kind: 'labels' as const, labelIds: [labelId] };
        const noted = record && { ...record, fields: [{ name: 'Source', value: tool }] };
        const decision = { answer, source: 'file' as const, by: tool };
        return { ...incoming, attachments: { record: noted, group: null, decision } };
      }),
    );
  }

  /** One file after the other, on the pictures that are here by now; none of them where `stopped` says why. */
  async bring(
    files: readonly LabelFile[],
    questions: MeantQuestions,
    stopped: Problem | null,
  ): Promise<void> {
    this.brought = [];
    this.isBringing = files.length > 0;
    for (const one of files) {
      const { file, folder } = one;
      const wish = { file, folder, question: questions.get(one) ?? null };
      const outcome: Outcome<LabelsBrought> = stopped
        ? failure(stopped.kind, stopped.detail)
        : await this.labelImport.call((api, job) => api.bringLabels(job, this.projectId, wish));
      this.brought = [...this.brought, { name: file.name, outcome, isTakenBack: false }];
    }
    this.isBringing = false;
  }

  async takeBack(one: BroughtFile): Promise<void> {
    if (!one.outcome.ok || one.outcome.value.actId === null) return;
    await undo(this.projectId, one.outcome.value.actId);
    this.brought = this.brought.map((each) =>
      each === one ? { ...one, isTakenBack: true } : each,
    );
  }

  dismiss(): void {
    this.brought = [];
  }
}
