/** Which runs a table shows, and in which order. */
import type { Run } from '../collection/training-records';
import { recipeWords, statusWords } from '../messages/run-words';

export interface RunFilter {
  /** Words that must all occur, in whatever case. */
  text: string;
  /** '' for any. */
  kind: RunKind | '';
  state: string;
  tag: string;
}

export type RunKind = 'head' | 'fine-tune' | 'trial' | 'recreation';

export const kindWords: Record<RunKind, string> = {
  head: 'New heads',
  'fine-tune': 'Trained deeper',
  trial: 'Trials of a search',
  recreation: 'Recreated runs',
};

export const everyRun: RunFilter = { text: '', kind: '', state: '', tag: '' };

function kindsOf(run: Run): RunKind[] {
  return [
    run.recipe.kind,
    ...(run.searchId === null ? [] : (['trial'] as const)),
    ...(run.recreates === null ? [] : (['recreation'] as const)),
  ];
}

/** Those that pass, pinned ones first, then the newest. */
export function filterRuns(
  runs: readonly Run[],
  filter: RunFilter,
  servingRun: Run['id'] | null,
): Run[] {
  const wanted = filter.text.toLowerCase().split(/\s+/u).filter(Boolean);
  return runs
    .filter((run) => {
      const state = statusWords(run, run.id === servingRun);
      const text = [
        `run ${run.number}`,
        recipeWords(run),
        state,
        run.note,
        run.tags.join(' '),
        run.device,
      ]
        .join(' ')
        .toLowerCase();
      return (
        wanted.every((word) => text.includes(word)) &&
        (filter.kind === '' || kindsOf(run).includes(filter.kind)) &&
        (filter.state === '' || state === filter.state) &&
        (filter.tag === '' || run.tags.includes(filter.tag))
      );
    })
    .sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.number - a.number);
}

/** What there is to choose from among these runs. */
export function choicesOf(
  runs: readonly Run[],
  servingRun: Run['id'] | null,
): { kinds: RunKind[]; states: string[]; tags: string[] } {
  const kinds = new Set(runs.flatMap(kindsOf));
  return {
    kinds: (Object.keys(kindWords) as RunKind[]).filter((kind) => kinds.has(kind)),
    states: [...new Set(runs.map((run) => statusWords(run, run.id === servingRun)))].sort(),
    tags: [...new Set(runs.flatMap((run) => run.tags))].sort(),
  };
}
