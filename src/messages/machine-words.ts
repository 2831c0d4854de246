/** The state of the machine in words for a person who does not program. */
import type { Progress } from '../workers/protocol/calls';
import type { DeviceReport, MachineStatus } from '../workers/protocol/trainer';

const names: Record<DeviceReport['backend'], string> = {
  webgpu: 'graphics card',
  webgl: 'graphics card',
  wasm: 'processor',
  cpu: 'processor, slowly',
};

const technical: Record<DeviceReport['backend'], string> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/** For the top bar: what computes, in two or three words. */
export function deviceName(device: DeviceReport): string {
  if (device.isSoftware) return 'processor as graphics card';
  return names[device.backend];
}

/** The technical name, for those who ask. */
export function technicalName(device: DeviceReport): string {
  return device.isSoftware
    ? `${technical[device.backend]} (software adapter)`
    : technical[device.backend];
}

/** What a person should expect of this machine, honestly. */
export function deviceNote(device: DeviceReport): string {
  if (device.isSoftware)
    return 'This browser offers a graphics card that is really the processor in disguise. Suggestions keep up; training deeper will be slow.';
  if (device.backend === 'webgpu' || device.backend === 'webgl')
    return 'Your graphics card does the computing. Training deeper goes at full speed.';
  if (device.backend === 'wasm' && device.rejected.some(({ backend }) => backend === 'webgpu'))
    return 'Your processor does the computing, because this browser has no graphics card in reach that can be relied on. Suggestions keep up with you; training deeper will be slow.';
  if (device.backend === 'wasm')
    return 'Your processor does the computing. Suggestions keep up with you; training deeper tries the graphics card first.';
  return 'Only the slowest way of computing works in this browser. Suggestions come, but late; training deeper is not advisable here.';
}

/** What the machine is doing now, as short as the bar needs it. */
export function activityWords(status: MachineStatus): string {
  const { activity, progress } = status;
  if (activity === 'starting') return 'starting';
  if (activity === 'embedding') return `embedding${countWords(progress)}`;
  if (activity === 'learning') return 'learning from your decisions';
  if (activity === 'elsewhere') return 'another tab computes';
  if (activity === 'stopped') return 'stopped';
  return 'ready';
}

/** The same, for someone who wonders what it means. */
export function activityMeaning(status: MachineStatus): string {
  const { activity } = status;
  if (activity === 'starting') return 'The machine is getting ready. You can label meanwhile.';
  if (activity === 'embedding')
    return 'Embedding: the machine looks at every picture once and keeps what it saw as a row of numbers. You can label meanwhile.';
  if (activity === 'learning')
    return 'The part that learns your labels (the “head”) is taking in your latest decisions.';
  if (activity === 'elsewhere')
    return 'This collection is open in another tab, which does the computing. Decisions made here count there too.';
  if (activity === 'stopped')
    return 'The machine has stopped. Your decisions are kept; labelling goes on without suggestions.';
  return 'Nothing is waiting. The machine learns again after your next decisions.';
}

/** Which pictures the machine does without; '' where it has them all. */
export function unreachedWords({ unreached = 0 }: MachineStatus): string {
  if (unreached === 0) return '';
  const [what, they] =
    unreached === 1
      ? ['1 picture is', 'it']
      : [`${unreached.toLocaleString('en')} pictures are`, 'them'];
  return `${what} out of reach, and nothing is learned from ${they} until you allow access to the folder again: open one at the desk.`;
}

function countWords(progress: Progress | null): string {
  if (progress === null || progress.total === 0) return '';
  return ` ${progress.done.toLocaleString('en')}/${progress.total.toLocaleString('en')}`;
}
