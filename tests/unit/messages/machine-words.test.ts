import { describe, expect, it } from 'vitest';
import {
  activityMeaning,
  activityWords,
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

describe('the background, in words', () => {
  it('is honest about a software adapter', () => {
    const software = device({ isSoftware: true });
    expect(technicalName(software)).toBe('WebGPU (software adapter)');
    expect(deviceNote(software)).toMatch(/will be slow/);
  });

  it('counts the pictures it looks at', () => {
    const progress = { done: 412, total: 2300, secondsLeft: 60 };
    expect(activityWords(status({ activity: 'embedding', progress }))).toBe(
      'looking at pictures 412 of 2,300',
    );
    expect(activityWords(status({ activity: 'embedding' }))).toBe('looking at pictures');
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
