/** One fine-tuning run: from frozen rows to pixels, through the loop, to a backbone that waits for its gate. */
import { getBackbone, saveBackbone } from '../../collection/backbones';
import { getProject } from '../../collection/projects';
import type { BackboneHash, Project, ProjectId, RunId } from '../../collection/records';
import type { Run, Snapshot } from '../../collection/training-records';
import {
  createRun,
  dropCheckpoint,
  getCheckpoint,
  getRun,
  keepEpoch,
  updateRun,
} from '../../collection/runs';
import { guardQuota } from '../../collection/storage';
import { freezeSnapshot, getSnapshot } from '../../collection/snapshots';
import type { BackboneArtifacts } from '../../model/backbone';
import { fineTune } from '../../model/fine-tune';
import type { ExampleSource, FineTuneSettings, FineTuned } from '../../model/fine-tune-request';
import type { EpochMetrics } from '../../model/fine-tune-state';
import { isFineTuneState } from '../../model/fine-tune-state';
import type { Head } from '../../model/head';
import { failure, success, type Outcome } from '../../outcome';
import type { DeviceReport, FineTuneProgress } from '../protocol/trainer';
import { version as appVersion } from '../../../package.json';
import { backboneArtifacts, describeDevice, type Engine } from '../backbones/engine';
import { exampleSource, reachedRows } from './example-source';
import { FeatureTable } from '../backbones/feature-table';
import type { RunningJob } from '../jobs';
import { laySet, type LearningSet } from '../learning/learning-set';
import { fitToDecisions } from '../learning/fit-and-predict';
import { tunedNetwork } from './tuned-network';

/** Held while a run trains: a run that says it is running and holds no lock was interrupted. */
export function fineTuningLock(projectId: ProjectId): string {
  return `vitrine-fine-tuning-${projectId}`;
}

type Beginning =
  { projectId: ProjectId; settings: FineTuneSettings } | { resume: RunId } | { recreate: RunId };

export async function fineTuneRun(
  engine: Engine,
  beginning: Beginning,
  job: RunningJob,
  report: (progress: FineTuneProgress) => void,
): Promise<Outcome<RunId>> {
  const device = await engine.start();
  if (!device.ok) return device;
  const earlier = 'resume' in beginning ? await getRun(beginning.resume) : undefined;
  const original = 'recreate' in beginning ? await getRun(beginning.recreate) : undefined;
  const model = earlier ?? original;
  if (!('projectId' in beginning) && !model) return failure('not-found', 'the run is gone');
  const projectId = 'projectId' in beginning ? beginning.projectId : model?.projectId;
  const project = projectId && (await getProject(projectId));
  if (!project) return failure('not-found', 'the collection is gone');

  return navigator.locks.request(
    fineTuningLock(project.id),
    { ifAvailable: true },
    async (lock): Promise<Outcome<RunId>> => {
      if (!lock) return failure('aborted', 'another fine-tuning of this collection is under way');
      const prepared = await prepare(
        project,
        beginning,
        { earlier, original },
        device.value,
        job.signal,
      );
      if (!prepared.ok) return prepared;
      return train(engine, prepared.value, device.value, job, report);
    },
  );
}

interface Prepared {
  readonly run: Run;
  readonly settings: FineTuneSettings;
  readonly artifacts: BackboneArtifacts;
  readonly head: Head;
  readonly examples: ExampleSource;
  readonly check: ExampleSource;
  /** Decided pictures that cannot be had now. */
  readonly leftOut: number;
}

/** Freezes (or finds again) what the run learns from, fits the head it begins with, and lays out pixels. */
async function prepare(
  project: Project,
  beginning: Beginning,
  { earlier, original }: { earlier: Run | undefined; original: Run | undefined },
  device: DeviceReport,
  signal: AbortSignal,
): Promise<Outcome<Prepared>> {
  const model = earlier ?? original;
  const frozen = model?.snapshotId
    ? await getSnapshot(model.snapshotId)
    : await freezeSnapshot(project.id);
  if (!frozen) return failure('not-found', 'the data this run began with is gone');
  const hash = model?.startedFrom ?? project.backbone;
  const artifacts = await backboneArtifacts(hash);
  if (!artifacts.ok) return artifacts;
  const head = await beginningHead(project, hash, frozen, signal);
  if (!head.ok) return head;

  const recipe =
    'settings' in beginning
      ? { kind: 'fine-tune' as const, settings: beginning.settings }
      : model?.recipe;
  if (recipe?.kind !== 'fine-tune') return failure('not-found', 'not a fine-tuning run');
  const run =
    earlier ??
    (await createRun(project.id, {
      recipe,
      seed: original?.seed ?? project.seed,
      startedFrom: hash,
      snapshotId: frozen.id,
      device: describeDevice(device),
      appVersion,
      ...(original ? { recreates: original.id } : {}),
    }));
  const rows = await reachedRows(frozen.rows);
  const source = (role: 'pool' | 'check') =>
    exampleSource(
      rows.filter((row) => row.role === role),
      head.value.set.labelIds,
      artifacts.value.inputSize,
    );
  return success({
    run,
    settings: recipe.settings,
    artifacts: artifacts.value,
    head: head.value.head,
    examples: source('pool'),
    check: source('check'),
    leftOut: frozen.rows.length - rows.length,
  });
}

/** A head on the frozen features of the same decisions; refitting it is convex, so a resumed run gets the same. */
async function beginningHead(
  project: Project,
  backbone: BackboneHash,
  frozen: Snapshot,
  signal: AbortSignal,
): Promise<Outcome<{ head: Head; set: LearningSet }>> {
  const table = await FeatureTable.read(project.id, backbone);
  const set = laySet(frozen, table);
  if (!set) return failure('too-few-examples');
  const recipe: Run['recipe'] = { kind: 'head', settings: { l2: 'auto', balance: true } };
  const head = await fitToDecisions(project, set, table, recipe, undefined, signal);
  return head.ok ? success({ head: head.value, set }) : head;
}

/** A device that is lost this often while one run trains will be lost again. */
const mostLosses = 3;

async function train(
  engine: Engine,
  prepared: Prepared,
  device: DeviceReport,
  job: RunningJob,
  report: (progress: FineTuneProgress) => void,
  lossesLeft = mostLosses,
): Promise<Outcome<RunId>> {
  const { run, settings, artifacts, head, examples, check, leftOut } = prepared;
  const finished = [...run.epochs];
  const checkpoint = await getCheckpoint(run.id);
  const state = checkpoint && isFineTuneState(checkpoint.state) ? checkpoint.state : undefined;
  await updateRun(run.id, { status: 'running', problem: null });
  const begun = performance.now();
  let stepsHere = 0;
  const guarded = await guardQuota(() =>
    fineTune(
      { artifacts, head, examples, check, settings, balance: true, seed: run.seed },
      {
        signal: job.signal,
        whilePaused: () => (job.isPaused() ? heldWhilePaused(run.id, job) : undefined),
        onStep(step) {
          stepsHere += 1;
          const each = (performance.now() - begun) / 1000 / stepsHere;
          const left = (step.epochs - step.epoch) * step.steps + (step.steps - step.step);
          report({ ...step, secondsLeft: Math.round(each * left), device, finished, leftOut });
        },
        async onEpoch(metrics: EpochMetrics, next) {
          finished.push(metrics);
          await keepEpoch(
            { runId: run.id, projectId: run.projectId, epoch: metrics.epoch, state: next },
            metrics,
          );
        },
      },
      state,
    ),
  );
  const outcome = guarded.ok ? guarded.value : guarded;
  if (outcome.ok) return keep(run, outcome.value);
  if (outcome.problem.kind === 'gpu-lost' && lossesLeft > 0) {
    const recovered = await engine.recover();
    if (!recovered.ok) return giveUp(run, recovered);
    return train(engine, prepared, recovered.value, job, report, lossesLeft - 1);
  }
  return giveUp(run, outcome);
}

/** The new weights become a backbone of this collection; the background learner embeds with it and asks the gate. */
async function keep(run: Run, tuned: FineTuned): Promise<Outcome<RunId>> {
  const made = await tunedNetwork(run, run.startedFrom, tuned);
  // A run made again may arrive at the very same weights: they stay those of the first.
  if ((await getBackbone(made.hash)) === undefined) await saveBackbone(made);
  await updateRun(run.id, {
    status: 'embedding',
    backbone: made.hash,
    epochs: tuned.epochs,
    problem: breakdownOf(tuned),
  });
  await dropCheckpoint(run.id);
  return success(run.id);
}

/** What ended it, where that was no ordinary end. */
function breakdownOf({ ended }: FineTuned): Run['problem'] {
  return ended === 'not-a-number' || ended === 'exploding-loss' ? { kind: ended } : null;
}

async function giveUp(run: Run, outcome: Outcome<never>): Promise<Outcome<RunId>> {
  if (outcome.ok) return outcome;
  // No room for the next checkpoint: the last one stays, and the run goes on from it when there is room.
  if (outcome.problem.kind === 'quota-exceeded') {
    await updateRun(run.id, { status: 'interrupted', problem: outcome.problem });
    return outcome;
  }
  const isCancelled = outcome.problem.kind === 'aborted';
  await updateRun(run.id, {
    status: isCancelled ? 'cancelled' : 'failed',
    problem: isCancelled ? null : outcome.problem,
    finishedAt: Date.now(),
  });
  await dropCheckpoint(run.id);
  return outcome;
}

const lookAgainMs = 200;

async function heldWhilePaused(runId: RunId, job: RunningJob): Promise<void> {
  await updateRun(runId, { status: 'paused' });
  while (job.isPaused() && !job.signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
  await updateRun(runId, { status: 'running' });
}
