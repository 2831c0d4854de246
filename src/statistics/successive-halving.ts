/**
 * Successive halving (Jamieson and Talwalkar 2016, "Non-stochastic best arm identification and
 * hyperparameter optimization"): many settings get a little effort, the better half of them more, and
 * only the best the whole of it. Played in rounds, so that later ones can look near what was best before.
 */

export interface HalvingPlan {
  /** Rounds after the first trial, which stands alone as what the others must beat. */
  readonly rounds: number;
  /** Trials a round begins with. */
  readonly width: number;
  /** Effort each trial has had at the end of each heat, ascending; half of them go on after each. */
  readonly rungs: readonly number[];
  /** What a trial is worth: the mean of its losses, or the lowest of them. */
  readonly score: 'mean' | 'lowest';
}

export interface TrialSoFar {
  /** 0: the one that stands alone. */
  readonly round: number;
  /** One loss for each unit of effort, in order; Infinity where it broke down, and then nothing more. */
  readonly losses: readonly number[];
}

type NextMove = { kind: 'begin'; round: number } | { kind: 'go-on'; trial: number; upTo: number };

interface Standings {
  /** Null once everything has been played. */
  next: NextMove | null;
  /** Trials that lost a heat, by index. */
  out: Set<number>;
  /** Trials that had the whole effort, best first. */
  finalists: number[];
}

/** Loss by the plan's own reckoning; Infinity before the first effort and after a breakdown. */
export function trialScore(losses: readonly number[], score: HalvingPlan['score']): number {
  if (losses.length === 0 || losses.some((loss) => !Number.isFinite(loss))) return Infinity;
  if (score === 'lowest') return Math.min(...losses);
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/**
 * Where a search stands. Nothing but the losses so far goes in, so a search that was interrupted goes on
 * exactly as it would have gone.
 */
export function standings(trials: readonly TrialSoFar[], plan: HalvingPlan): Standings {
  const out = new Set<number>();
  const effort = plan.rungs.at(-1) ?? 0;
  const finalists = () =>
    [...trials.keys()]
      .filter((trial) => hasHad(trials[trial]!, effort) && Number.isFinite(scoreAt(trial, effort)))
      .sort((a, b) => scoreAt(a, effort) - scoreAt(b, effort) || a - b);
  const scoreAt = (trial: number, upTo: number) =>
    isBroken(trials[trial]!)
      ? Infinity
      : trialScore(trials[trial]!.losses.slice(0, upTo), plan.score);

  for (let round = 0; round <= plan.rounds; round++) {
    const width = round === 0 ? 1 : plan.width;
    let alive = [...trials.keys()].filter((trial) => trials[trial]!.round === round);
    for (const [heat, upTo] of plan.rungs.entries()) {
      const trial = alive.find((one) => !hasHad(trials[one]!, upTo));
      if (trial !== undefined) {
        return { next: { kind: 'go-on', trial, upTo }, out, finalists: finalists() };
      }
      if (heat === 0 && alive.length < width) {
        return { next: { kind: 'begin', round }, out, finalists: finalists() };
      }
      if (upTo === effort) break;
      const ranked = [...alive].sort((a, b) => scoreAt(a, upTo) - scoreAt(b, upTo) || a - b);
      const kept = new Set(ranked.slice(0, Math.ceil(ranked.length / 2)));
      for (const one of alive) if (!kept.has(one)) out.add(one);
      alive = alive.filter((one) => kept.has(one));
    }
  }
  return { next: null, out, finalists: finalists() };
}

/** The best settings of the rounds before `round`, to look near: by score, more effort first. */
export function bestBefore(
  trials: readonly TrialSoFar[],
  plan: HalvingPlan,
  round: number,
): number | null {
  const known = [...trials.keys()].filter((trial) => {
    const { losses } = trials[trial]!;
    return trials[trial]!.round < round && Number.isFinite(trialScore(losses, plan.score));
  });
  known.sort((a, b) => {
    const [one, other] = [trials[a]!.losses, trials[b]!.losses];
    const more = other.length - one.length;
    return more || trialScore(one, plan.score) - trialScore(other, plan.score) || a - b;
  });
  return known[0] ?? null;
}

/** Trials and units of effort a whole search takes. */
export function wholeEffort({ rounds, width, rungs }: HalvingPlan): {
  trials: number;
  units: number;
} {
  let units = 0;
  let alive = width;
  rungs.forEach((upTo, heat) => {
    units += alive * (upTo - (rungs[heat - 1] ?? 0));
    alive = Math.ceil(alive / 2);
  });
  return { trials: 1 + rounds * width, units: (rungs.at(-1) ?? 0) + rounds * units };
}

function hasHad({ losses }: TrialSoFar, effort: number): boolean {
  return losses.length >= effort || isBroken({ losses });
}

function isBroken({ losses }: Pick<TrialSoFar, 'losses'>): boolean {
  return losses.some((loss) => !Number.isFinite(loss));
}
