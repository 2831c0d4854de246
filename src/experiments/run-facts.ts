/** What a run was: its recipe and everything it stands on, name by name. */
import { duration, moment } from '../messages/times';
import { bundledNetworks } from '../collection/backbone-catalogue';
import type { BackboneSummary } from '../collection/backbones';
import type { Run } from '../collection/training-records';
import type { Version } from '../collection/versions';
import { depthWords, recipeWords } from '../messages/run-words';
import { shortHash, versionName } from '../messages/data-version-words';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

interface Known {
  readonly versions: readonly Version[];
  readonly backbones: readonly BackboneSummary[];
}

const yesNo = (yes: boolean) => (yes ? 'yes' : 'no');

/** The settings of a run. A recipe lacks what the other kind of recipe has. */
export function settingsOf({ recipe, seed }: Pick<Run, 'recipe' | 'seed'>): Fact[] {
  const own: [string, string | number][] =
    recipe.kind === 'head'
      ? [
          ['Regularisation (L2)', recipe.settings.l2 === 'auto' ? 'chosen' : recipe.settings.l2],
          ['Labels balanced', yesNo(recipe.settings.balance)],
          ['Label smoothing', recipe.settings.smoothing ?? 0],
        ]
      : [
          ['Depth', depthWords[recipe.settings.depth]],
          ['Epochs at most', recipe.settings.epochs],
          ['Learning rate', recipe.settings.learningRate],
          ['Batch size', recipe.settings.batchSize],
          ['Augmentation', yesNo(recipe.settings.augment)],
          ['Patience', recipe.settings.patience],
        ];
  const kind = recipe.kind === 'head' ? 'new head' : 'deeper';
  return [['Recipe', kind] as const, ...own, ['Seed', seed] as const].map(([name, value]) => ({
    name,
    value: String(value),
  }));
}

/** Where it comes from: data, network, program, machine. */
export function originOf(run: Run, { versions, backbones }: Known): Fact[] {
  const version = versions.find(({ id }) => id === run.snapshotId);
  return [
    {
      name: 'Training data',
      value: version
        ? `${versionName(version)}, ${shortHash(version.id)}`
        : 'no version: decisions as they were made',
    },
    { name: 'Network it started from', value: networkWords(run.startedFrom, backbones) },
    ...(run.backbone === run.startedFrom
      ? []
      : [{ name: 'Network it produced', value: networkWords(run.backbone, backbones) }]),
    { name: 'Device', value: run.device || 'not recorded' },
    { name: 'Vitrine', value: run.appVersion },
  ];
}

function networkWords(hash: Run['backbone'], backbones: readonly BackboneSummary[]): string {
  const name =
    bundledNetworks.get(hash)?.name ??
    backbones.find((backbone) => backbone.hash === hash)?.name ??
    'a deleted network';
  return `${name}, ${shortHash(hash)}`;
}

/** Names whose values are not the same for all of these runs, with each run's value ('–' where it has none). */
export function differences(
  runs: readonly Run[],
  known: Known,
): { name: string; values: string[] }[] {
  const all = runs.map((run) => [
    { name: 'What', value: recipeWords(run) },
    ...settingsOf(run).slice(1),
    ...originOf(run, known),
  ]);
  const names = [...new Set(all.flatMap((facts) => facts.map(({ name }) => name)))];
  return names
    .map((name) => ({
      name,
      values: all.map((facts) => facts.find((fact) => fact.name === name)?.value ?? '–'),
    }))
    .filter(({ values }) => new Set(values).size > 1);
}

/** "Started 21 Nov 2026, 00:10, finished after about 3 minutes." */
export function timeWords({
  startedAt,
  finishedAt,
}: Pick<Run, 'startedAt' | 'finishedAt'>): string {
  if (finishedAt === null) return `Started ${moment(startedAt)}.`;
  const took = duration((finishedAt - startedAt) / 1000);
  return `Started ${moment(startedAt)}, finished after about ${took}.`;
}
