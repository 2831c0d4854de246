/** What a person should expect of training deeper on this machine, before and while it runs. */
import type { Run } from '../collection/training-records';
import type { DeviceReport } from '../workers/protocol/trainer';
import type { Depth, FineTuneSettings } from '../training/recipes';

/** Seconds a picture takes in one epoch, as measured with the bundled network; a guess elsewhere. */
const guessed: Record<'graphics card' | 'processor', Record<Depth, number>> = {
  'graphics card': { 'last-block': 0.004, 'last-three': 0.006, all: 0.012 },
  processor: { 'last-block': 0.5, 'last-three': 0.8, all: 1.6 },
};

/** Whether the machine beside the collection has found a graphics card it trusts. */
export function hasGraphicsCard(device: DeviceReport | null): boolean {
  return (
    device !== null &&
    !device.isSoftware &&
    (device.backend === 'webgpu' || device.backend === 'webgl')
  );
}

/** Before a start: what will compute, and what that means. */
export function outlookWords(device: DeviceReport | null): string {
  if (device === null) return 'Vitrine is still getting ready.';
  return hasGraphicsCard(device)
    ? 'Your graphics card will do the work.'
    : 'No usable graphics card (GPU) was found, so the processor does the work. That is slow, but it works: you can go on labelling, and closing the tab costs one epoch at most.';
}

/** While it runs: what computes now. */
export function deviceWords({ backend, isSoftware }: DeviceReport): string {
  if (isSoftware) return 'on the processor, which emulates a graphics card: slow';
  if (backend === 'webgpu') return 'on your graphics card (WebGPU)';
  if (backend === 'webgl') return 'on your graphics card (WebGL)';
  return 'on the processor: slow';
}

/**
 * Seconds that a training may take: from the epochs of an earlier run of the same depth where there is
 * one, else from what was measured on machines like this one.
 */
export function estimateSeconds(
  settings: Pick<FineTuneSettings, 'depth' | 'epochs'>,
  pictures: number,
  device: DeviceReport | null,
  runs: readonly Pick<Run, 'recipe' | 'epochs'>[],
): number {
  const earlier = runs.find(
    ({ recipe, epochs }) =>
      recipe.kind === 'fine-tune' && recipe.settings.depth === settings.depth && epochs.length > 0,
  );
  if (earlier) {
    const spent = earlier.epochs.reduce((sum, epoch) => sum + epoch.milliseconds, 0);
    return (spent / earlier.epochs.length / 1000) * settings.epochs;
  }
  const each = guessed[hasGraphicsCard(device) ? 'graphics card' : 'processor'][settings.depth];
  return each * pictures * settings.epochs;
}
