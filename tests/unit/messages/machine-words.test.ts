import { describe, expect, it } from 'vitest';
import {
  activityMeaning,
  activityWords,
  deviceName,
  deviceNote,
  technicalName,
} from '../../../src/messages/machine-words';
import type { DeviceReport, MachineStatus } from '../../../src/workers/protocol/trainer';

function device(wishes: Partial<DeviceReport>): DeviceReport {
  return { backend: 'webgpu', isSoftware: false, rejected: [], ...wishes };
}

function status(wishes: Partial<MachineStatus>): MachineStatus {
  return { activity: 'idle', progress: null, device: null, problem: null, ...wishes };
}

describe('the machine, in words', () => {
  it('names what computes, not its brand', () => {
    expect(deviceName(device({ backend: 'webgpu' }))).toBe('graphics card');
    expect(deviceName(device({ backend: 'wasm' }))).toBe('processor');
  });

  it('is honest about a software adapter', () => {
    const software = device({ isSoftware: true });
    expect(deviceName(software)).toBe('processor as graphics card');
    expect(technicalName(software)).toBe('WebGPU (software adapter)');
    expect(deviceNote(software)).toMatch(/will be slow/);
  });

  it('counts what it embeds', () => {
    const progress = { done: 412, total: 2300, secondsLeft: 60 };
    expect(activityWords(status({ activity: 'embedding', progress }))).toBe('embedding 412/2,300');
    expect(activityWords(status({ activity: 'embedding' }))).toBe('embedding');
  });

  it('explains every activity in a sentence', () => {
    const activities: MachineStatus['activity'][] = [
      'starting',
      'embedding',
      'learning',
      'idle',
      'elsewhere',
      'stopped',
    ];
    const sentences = activities.map((activity) => activityMeaning(status({ activity })));
    expect(new Set(sentences).size).toBe(activities.length);
  });
});
