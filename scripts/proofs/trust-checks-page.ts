/** What docs/trust-checks.md says. */
import type { PairsFound } from '../../tests/proofs/page/proofs';

export interface Proofs {
  at: string;
  nearDuplicates: ({ seed: number; pictures: number } & PairsFound)[];
  /** p-values, one a trial. */
  shift: { grey: number[]; other: number[]; none: number[] };
}

/** Below this corrected p the screen speaks of a shift. */
const threshold = 0.01;

export function proofsPage({ at, nearDuplicates, shift }: Proofs): string {
  const rows = nearDuplicates.map(({ seed, pictures, planted, others, straddling }) => {
    const found = planted.filter(({ isFound }) => isFound).length;
    const missed = planted.filter(({ isFound }) => !isFound).map(({ kind }) => kind);
    return `| ${[
      seed,
      pictures,
      `${found} of ${planted.length}${missed.length > 0 ? ` (missed: ${missed.join(', ')})` : ''}`,
      others.filter(({ isOneThing }) => !isOneThing).length,
      others.filter(({ isOneThing }) => isOneThing).length,
      `${straddling.before} → ${straddling.after}`,
    ].join(' | ')} |`;
  });
  const flagged = (ps: number[]) => `${ps.filter((p) => p < threshold).length} of ${ps.length}`;
  return `# Data checks, proved on planted pictures

Written by \`npx tsx scripts/proofs/trust-checks.ts\` on ${at.slice(0, 10)}: the app's own workers in a real browser, on the
712 museum objects and 450 garments of \`../shared/collections\`.

## Near-duplicates

60 pictures drawn at random are added once more: 15 each cropped by 8–20 % a side, resized to 40–70 %, saved as JPEG of
quality 0.15–0.4, or with brightness, contrast and warmth changed. Promised: at least 57 found, at most 12 false pairs,
none in two roles once it is accepted as one object. The collection itself shows some things twice (three menorahs, one
metronome four times …): pairs of these, judged by eye and listed in \`tests/proofs/page/known-twins.ts\`, are true ones.
All other pairs count as false; nearly all are different drawings of one symbol, yin and yang. The bounds of the search were
chosen while looking at seeds 1 to 3; seeds 4 and 5 are new to it.

| seed | pictures | planted pairs found | false pairs | pairs the collection had itself | planted pairs in two roles, before → after accepting |
| ---- | -------- | ------------------- | ----------- | ------------------------------- | ----------------------------------------------------- |
${rows.join('\n')}

## Shift between batches

A batch of 60 pictures against 250 museum objects that came in before, drawn anew each time. Flagged where the corrected
p-value is below ${threshold}. Promised: a planted shift flagged at least 9 times of 10, a false alarm at most once in 20.

| batch                                    | flagged |
| ---------------------------------------- | ------- |
| museum objects turned grey               | ${flagged(shift.grey)} |
| garments                                 | ${flagged(shift.other)} |
| other museum objects (no shift)          | ${flagged(shift.none)} |
`;
}
