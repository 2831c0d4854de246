/** How much memory a browser uses, all its processes together, each shared page counted once. */
import { readFileSync } from 'node:fs';
import type { Session } from './session';

export interface MemoryWatch {
  /** Highest number of bytes seen; null where the system does not say. */
  peakBytes(): number | null;
  stop(): void;
}

export function watchMemory(session: Session, everyMs = 1000): MemoryWatch {
  let peak: number | null = null;
  let isBusy = false;
  const look = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    try {
      const sizes = (await session.processes()).map(proportionalSize);
      const known = sizes.filter((size) => size !== null);
      if (known.length > 0)
        peak = Math.max(
          peak ?? 0,
          known.reduce((sum, size) => sum + size, 0),
        );
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => {
    look().catch(() => clearInterval(timer));
  }, everyMs);
  return {
    peakBytes: () => peak,
    stop: () => clearInterval(timer),
  };
}

/** Linux only: a process that ended meanwhile, or another system, has no such file. */
function proportionalSize(pid: number): number | null {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
