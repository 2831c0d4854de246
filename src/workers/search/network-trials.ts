/** A trial of fine-tuning settings: some epochs at a time, each with a checkpoint to go on from. */
import type { ItemId } from '../../collection/records';
import type { Run, Snapshot, SnapshotRow } from '../../collection/training-records';
import { getCheckpoint } from '../../collection/runs';
import type { BackboneArtifacts } from '../../model/backbone';
import { fineTune } from '../../model/fine-tune';
import type { FineTuned, ExampleSource } from '../../model/fine-tune-request';
import type { EpochMetrics } from '../../model/fine-tune-state';
import { isFineTuneState, type FineTuneState } from '../../model/fine-tune-state';
import type { Head } from '../../model/head';
import { failure, success, type Outcome } from '../../outcome';
import { exampleSource, reachedRows } from '../fine-tuning/example-source';
import { laySet } from '../learning/learning-set';
import { fitToDecisions } from '../learning/fit-and-predict';
import { partsOfPool, type SearchBench } from './search-bench';

/** Check items below which a fifth of the pool is checked on as well, and not trained on. */
const enoughToCheck = 20;
const fifth = 5;

export interface NetworkBench {
  readonly artifacts: BackboneArtifacts;
  /** Where every trial begins. */
  readonly head: Head;
  readonly examples: ExampleSource;
  readonly check: ExampleSource;
}

/** Pictures and the head to begin with; read once for all trials. Failures as fitting a head. */
export async function layNetworkBench(
  bench: SearchBench,
  artifacts: BackboneArtifacts,
  seed: number,
  signal: AbortSignal,
): Promise<Outcome<NetworkBench>> {
  const rows = await withEnoughToCheck(bench, seed);
  const set = laySet({ labelIds: bench.snapshot.labelIds, rows }, bench.table);
  if (!set) return failure('too-few-examples');
  const usual: Run['recipe'] = { kind: 'head', settings: { l2: 'auto', balance: true } };
  const head = await fitToDecisions(bench.project, set, bench.table, usual, undefined, signal);
  if (!head.ok) return head;
  const reached = await reachedRows(rows);
  const source = (role: 'pool' | 'check') =>
    exampleSource(
      reached.filter((row) => row.role === role),
      set.labelIds,
      artifacts.inputSize,
    );
  return success({
    artifacts,
    head: head.value,
    examples: source('pool'),
    check: source('check'),
  });
}

async function withEnoughToCheck(bench: SearchBench, seed: number): Promise<Snapshot['rows']> {
  const { rows } = bench.snapshot;
  if (rows.filter(({ role }) => role === 'check').length >= enoughToCheck) return rows;
  const partOf = await partsOfPool(bench, fifth, seed);
  const moved = new Set<ItemId>();
  bench.set.pool.itemIds.forEach((itemId, row) => {
    if (partOf[row] === 0) moved.add(itemId as ItemId);
  });
  return rows.map((row): SnapshotRow => {
    return moved.has(row.itemId) ? { ...row, role: 'check' } : row;
  });
}

interface TrialCallbacks {
  onStep?(): void;
  onEpoch?(metrics: EpochMetrics, state: FineTuneState): Promise<void>;
  signal: AbortSignal;
}

/**
 * Trains a trial on to `until` epochs, from its checkpoint where it has one; with all of them done
 * already it gives back the best epoch's network. Fails as `fineTune` does.
 */
export async function trainTrial(
  { artifacts, head, examples, check }: NetworkBench,
  run: Run,
  seed: number,
  until: number,
  callbacks: TrialCallbacks,
): Promise<Outcome<FineTuned>> {
  if (run.recipe.kind !== 'fine-tune') return failure('not-found', 'not a fine-tuning trial');
  const { settings } = run.recipe;
  const checkpoint = await getCheckpoint(run.id);
  const state = checkpoint && isFineTuneState(checkpoint.state) ? checkpoint.state : undefined;
  const request = { artifacts, head, examples, check, settings, balance: true, seed, until };
  return fineTune(request, callbacks, state);
}
