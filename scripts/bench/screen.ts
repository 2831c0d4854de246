/** What a person would notice of a screen: frames, answers, and how much memory it takes. */
import type { Page } from '@playwright/test';

/** Times between frames while what scrolls moves by a little over a hundred pixels a frame, for some seconds. */
export function frameTimes(page: Page, frames = 240): Promise<number[]> {
  return page.evaluate(async (count) => {
    const scroller = document.querySelector('main');
    if (scroller === null) throw new Error('Nothing scrolls here.');
    scroller.scrollTop = 0;
    const frame = (): Promise<number> => new Promise(requestAnimationFrame);
    await frame();
    const times: number[] = [];
    let before = await frame();
    for (let done = 0; done < count; done += 1) {
      scroller.scrollTop += 120;
      const now = await frame();
      times.push(now - before);
      before = now;
    }
    return times;
  }, frames);
}

/** Bytes of the page alone, after a collection of garbage: objects and the buffers they hold. */
export async function pageMemory(page: Page): Promise<number> {
  const inspector = await page.context().newCDPSession(page);
  try {
    await inspector.send('HeapProfiler.collectGarbage');
    const usage = (await inspector.send('Runtime.getHeapUsage')) as {
      usedSize: number;
      backingStorageSize?: number;
    };
    return usage.usedSize + (usage.backingStorageSize ?? 0);
  } finally {
    await inspector.detach();
  }
}

/**
 * From a choice in the filters to the frame that says how many pictures are shown; milliseconds. Where
 * something is typed, the pause that waits for the next letter is not part of it.
 */
export async function timeToAnswer(
  page: Page,
  question: { name: string; choose: string } | { type: string },
): Promise<number> {
  const pauseMs = 'type' in question ? 200 : 0;
  const taken = await page.evaluate(async (asked) => {
    const field =
      'type' in asked
        ? document.querySelector<HTMLInputElement>('[role="search"] input')
        : [...document.querySelectorAll('select')].find((select) =>
            select.labels?.[0]?.textContent?.includes(asked.name),
          );
    if (!field) throw new Error('There is no such filter.');
    const status = (): string =>
      [...document.querySelectorAll('[role="status"]')].map((one) => one.textContent).join();
    const before = status();
    if ('type' in asked) field.value = asked.type;
    else {
      const option = [...(field as HTMLSelectElement).options].find(
        ({ value, text }) => value === asked.choose || text === asked.choose,
      );
      if (!option) throw new Error(`No choice is ${asked.choose}.`);
      field.value = option.value;
    }
    const begun = performance.now();
    field.dispatchEvent(new Event('type' in asked ? 'input' : 'change', { bubbles: true }));
    for (;;) {
      await new Promise(requestAnimationFrame);
      const now = status();
      if (now !== before && /\d of [\d,]+ pictures shown/.test(now)) {
        await new Promise((resolve) => setTimeout(resolve));
        return performance.now() - begun;
      }
      if (performance.now() - begun > 60_000) throw new Error('No answer came.');
    }
  }, question);
  return taken - pauseMs;
}
