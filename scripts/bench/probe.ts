/** Runs in the app's page from its first moment: when keys are answered, decisions kept, frames missed. */
import type { Page } from '@playwright/test';
import { spreadOf } from '../simulation/result';

export interface Probed {
  /** From each key press to the frame that shows the next picture, in milliseconds. */
  painted: number[];
  /** From each key press to the end of the transaction that keeps its decision. */
  durable: number[];
  /** Tasks of the main thread over 50 ms. */
  longTasks: number[];
  /** From the start of the page to the first picture of the desk; null before it is there. */
  firstPicture: number | null;
}

declare global {
  interface Window {
    vitrineProbe: Probed & { forget(): void };
  }
}

export async function installProbe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const probe: Window['vitrineProbe'] = {
      painted: [],
      durable: [],
      longTasks: [],
      firstPicture: null,
      forget: () => {
        probe.painted.length = probe.durable.length = probe.longTasks.length = 0;
      },
    };
    window.vitrineProbe = probe;
    let pressed: number | null = null;
    const shown = (): string | null => {
      const picture = document.querySelector<HTMLImageElement>('img[data-item]');
      return picture?.complete === true ? (picture.dataset.item ?? null) : null;
    };
    // The frame is painted between its animation callback and the next task after it.
    const whenPainted = (isDue: () => boolean, then: () => void): void => {
      requestAnimationFrame(() => {
        if (!isDue()) {
          whenPainted(isDue, then);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = then;
        port2.postMessage(null);
      });
    };
    whenPainted(
      () => shown() !== null,
      () => (probe.firstPicture = performance.now()),
    );
    addEventListener(
      'keydown',
      (event) => {
        const begun = event.timeStamp;
        const before = shown();
        pressed = begun;
        whenPainted(
          () => shown() !== null && shown() !== before,
          () => probe.painted.push(performance.now() - begun),
        );
      },
      { capture: true },
    );
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) probe.longTasks.push(entry.duration);
    }).observe({ type: 'longtask', buffered: true });
    const open = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')?.value as (
      this: IDBDatabase,
      ...rest: unknown[]
    ) => IDBTransaction;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      const transaction = open.call(this, stores, mode, options);
      const names = typeof stores === 'string' ? [stores] : [...stores];
      if (mode === 'readwrite' && names.includes('decisions'))
        transaction.addEventListener('complete', () => {
          if (pressed !== null) probe.durable.push(performance.now() - pressed);
          pressed = null;
        });
      return transaction;
    };
  });
}

export function readProbe(page: Page): Promise<Probed> {
  return page.evaluate(() => {
    const { painted, durable, longTasks, firstPicture } = window.vitrineProbe;
    return { painted, durable, longTasks, firstPicture };
  });
}

export function worst(values: readonly number[]): number {
  return spreadOf(values).max ?? 0;
}
