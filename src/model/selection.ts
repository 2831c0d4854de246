/** Chooses what fitting cannot know by itself: how strongly to hold a head back, and how far to trust it. */
import { success } from '../outcome';
import type { Outcome } from '../outcome';
import { probabilitiesOf, mean, surprises } from './answers';
import { chooseFloor, fitTemperature } from './calibration';
import { seenOnly } from './class-weights';
import { fitHead, logits } from './head';
import type { Head, HeadData, HeadSettings } from './head';

export interface ChoiceOptions {
  /** Fitting goes on from this head. */
  start?: Head | undefined;
  signal?: AbortSignal | undefined;
}

/** Check items below which strengths are not compared: the default is the better guess. */
export const enoughToChoose = 20;

/** The strengths looked at, as multiples of the default: weaker ones as long as they help, else a stronger one. */
const path = { weaker: [1 / 4, 1 / 16], stronger: 8 };

/** The default strength per example: the fewer the examples, the more they are held back. */
export function defaultL2(examples: number): number {
  return Math.min(1, Math.max(5e-4, 4 / examples));
}

/**
 * Fits a head, its L2 strength (where 'auto'), temperature and floor chosen on check items. Another
 * strength than the default must earn it: its mean surprise has to be lower by more than the standard
 * error of the difference, item by item. Deterministic.
 *
 * @param check Items never trained on; null or empty leaves everything at its default.
 * @returns Failures as `fitHead`.
 */
export async function chooseHead(
  data: HeadData,
  check: HeadData | null,
  settings: HeadSettings,
  options: ChoiceOptions = {},
): Promise<Outcome<Head>> {
  const usual = defaultL2(data.targets.length / data.classes);
  const first = settings.l2 === 'auto' ? usual : settings.l2;
  const fit = (l2: number, start: Head | undefined) =>
    fitHead(data, { ...settings, l2 }, { start, signal: options.signal });
  const fitted = await fit(first, options.start);
  if (!fitted.ok) return fitted;
  const n = check === null ? 0 : check.targets.length / check.classes;
  if (check === null || n === 0) return fitted;
  const known = seenOnly(check.targets, data);
  let best = await calibrated(fitted.value, check, known);
  if (settings.l2 !== 'auto' || n < enoughToChoose) return success(best.head);
  let strengths = [...path.weaker];
  for (let multiple = strengths.shift(); multiple !== undefined; multiple = strengths.shift()) {
    const other = await fit(usual * multiple, best.head);
    if (!other.ok) return other;
    const rival = await calibrated(other.value, check, known);
    if (isSurelyBetter(rival.surprises, best.surprises)) best = rival;
    else strengths = multiple === path.weaker[0] ? [path.stronger] : [];
  }
  return success(best.head);
}

interface Calibrated {
  head: Head;
  surprises: Float64Array;
}

/** @param known The check items' targets without labels that no example showed. */
async function calibrated(head: Head, check: HeadData, known: Uint8Array): Promise<Calibrated> {
  const { classes, kind, targets } = check;
  const raw = await logits(head, check.features, targets.length / classes);
  const temperature = fitTemperature(raw, known, classes, kind);
  const probabilities = probabilitiesOf(raw, classes, kind, temperature);
  return {
    head: { ...head, temperature, floor: chooseFloor(probabilities, targets, classes) },
    surprises: surprises(probabilities, known, classes, kind),
  };
}

/** Lower on average by more than one standard error of the paired difference. */
function isSurelyBetter(rival: Float64Array, best: Float64Array): boolean {
  const gains = best.map((surprise, item) => surprise - rival[item]!);
  const gain = mean(gains);
  const spread = mean(gains.map((value) => (value - gain) ** 2));
  return gain > Math.sqrt(spread / Math.max(1, gains.length - 1));
}
