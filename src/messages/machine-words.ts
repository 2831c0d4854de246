/** What runs in the background, in words for a person who does not program. */
import { number } from './numbers';
import type { Progress } from '../workers/protocol/calls';
import type { DeviceReport, MachineStatus } from '../workers/protocol/trainer';

const technical: Record<DeviceReport['backend'], string> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/** The technical name, for those who ask. */
export function technicalName(device: DeviceReport): string {
  return device.isSoftware
    ? `${technical[device.backend]} (software adapter)`
    : technical[device.backend];
}

/** What a person should expect of this machine, honestly. */
export function deviceNote(device: DeviceReport): string {
  if (device.isSoftware)
    return 'The graphics card of this browser is emulated by the processor. Suggestions keep up with you; training deeper will be slow.';
  if (device.backend === 'webgpu' || device.backend === 'webgl')
    return 'Your graphics card does the computing. Training deeper runs at full speed.';
  if (device.backend === 'wasm' && device.rejected.some(({ backend }) => backend === 'webgpu'))
    return 'Your processor does the computing, because this browser has no usable graphics card. Suggestions keep up with you; training deeper will be slow.';
  if (device.backend === 'wasm')
    return 'Your processor does the computing. Suggestions keep up with you; training deeper tries the graphics card first.';
  return 'Only the slowest way of computing works in this browser. Suggestions come late; training deeper is not recommended.';
}

/** What it is doing now, as short as the top bar needs it. */
export function activityWords(status: MachineStatus): string {
  const { activity, progress } = status;
  if (activity === 'starting') return 'starting';
  if (activity === 'embedding') return `looking at pictures${countWords(progress)}`;
  if (activity === 'learning') return 'learning from your decisions';
  if (activity === 'elsewhere') return 'running in another tab';
  if (activity === 'stopped') return 'stopped';
  return 'ready';
}

/** The same, for someone who wonders what it means. */
export function activityMeaning(status: MachineStatus): string {
  const { activity } = status;
  if (activity === 'starting') return 'Getting ready. You can already label.';
  if (activity === 'embedding')
    return 'The model looks at every picture once and keeps what it saw as a row of numbers (an embedding). You can already label.';
  if (activity === 'learning')
    return 'The part that knows your labels (the “head”) is learning from your latest decisions.';
  if (activity === 'elsewhere')
    return 'This collection is open in another tab, which does the computing. Decisions made here count there too.';
  if (activity === 'stopped')
    return 'Learning has stopped. Your decisions are kept, and you can go on labelling without suggestions.';
  return 'Up to date. The model learns again after your next decisions.';
}

/** Which pictures cannot be opened; '' where all can. */
export function unreachedWords({ unreached = 0 }: MachineStatus): string {
  if (unreached === 0) return '';
  const [what, they] =
    unreached === 1 ? ['1 picture is', 'it'] : [`${number(unreached)} pictures are`, 'them'];
  return `${what} not available, and nothing is learned from ${they} until you allow access to the folder again: open one under Label.`;
}

function countWords(progress: Progress | null): string {
  if (progress === null || progress.total === 0) return '';
  return ` ${number(progress.done)} of ${number(progress.total)}`;
}
