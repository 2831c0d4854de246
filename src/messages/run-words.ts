/** Runs in words: what was trained, how it stands, why it is held back. */
import { count, pWords, percent } from './numbers';
import type { Label, Metric } from '../collection/records';
import type { Run, RunStatus } from '../collection/training-records';

type Depth = Extract<Run['recipe'], { kind: 'fine-tune' }>['settings']['depth'];

export const depthWords: Record<Depth, string> = {
  'last-block': 'last block',
  'last-three': 'last three blocks',
  all: 'all layers',
};

/** "new head", "new head: L2 0.3, labels not balanced", "deeper: last three blocks, up to 10 epochs". */
export function recipeWords({ recipe }: Pick<Run, 'recipe'>): string {
  if (recipe.kind === 'head') {
    const { l2, balance, smoothing = 0 } = recipe.settings;
    const unusual = [
      ...(l2 === 'auto' ? [] : [`L2 ${l2}`]),
      ...(balance ? [] : ['labels not balanced']),
      ...(smoothing > 0 ? [`label smoothing ${percent(smoothing)}`] : []),
    ];
    return unusual.length === 0 ? 'new head' : `new head: ${unusual.join(', ')}`;
  }
  const { depth, epochs } = recipe.settings;
  return `deeper: ${depthWords[depth]}, up to ${count(epochs, 'epoch')}`;
}

const statuses: Record<RunStatus, string> = {
  waiting: 'waiting',
  running: 'training',
  paused: 'paused',
  interrupted: 'interrupted',
  embedding: 'looking at pictures',
  done: 'finished',
  cancelled: 'cancelled',
  failed: 'failed',
};

export function statusWords(run: Pick<Run, 'status' | 'held'>, isServing: boolean): string {
  if (isServing) return 'in service';
  if (run.status === 'done' && run.held) return 'held back';
  return statuses[run.status];
}

/** Why the gate holds a run back, as a sentence. */
export function heldWords(held: NonNullable<Run['held']>, labels: readonly Label[]): string {
  const measured = `on ${count(held.n, 'benchmark picture')}`;
  if (held.reason === 'worse') {
    const chance = held.p === null ? '' : ` (${pWords(held.p)})`;
    return `Held back: ${measured} it was right less often than the run in service, by more than chance would explain${chance}.`;
  }
  if (!held.floor) return `Held back: ${measured} it fell below a minimum you set.`;
  const { metric, atLeast, was } = held.floor;
  return `Held back: ${measured}, ${metricWords(metric, labels)} was ${percent(was)}; your goals ask for at least ${percent(atLeast)}.`;
}

/** A metric as it reads in the middle of a sentence. */
export function metricWords(metric: Metric, labels: readonly Label[]): string {
  if (metric.kind === 'accuracy') return 'accuracy';
  if (metric.kind === 'macro-f1') return 'macro-F1';
  const name = labels.find((label) => label.id === metric.labelId)?.name ?? 'a deleted label';
  return `${metric.kind === 'recall' ? 'recall' : 'precision'} of “${name}”`;
}

/** Whether it can be put into service: finished, with a head, and not serving already. */
export function canServe(run: Run, servingRun: Run['id'] | null): boolean {
  return run.status === 'done' && run.version > 0 && run.id !== servingRun;
}

/** Fine-tuning runs that still take something: they are shown above the table. Trials of a search are its own. */
export function isUnderWay({ recipe, status, searchId }: Run): boolean {
  return (
    searchId === null &&
    recipe.kind === 'fine-tune' &&
    ['waiting', 'running', 'paused', 'interrupted'].includes(status)
  );
}
