/** Kills a browser at random moments of its work, and looks each time at what is left. */
import { setTimeout as pause } from 'node:timers/promises';
import { audit, type Audit } from './audit';
import type { Life, Mortal, Weapon } from './life';
import { savedFiles, type SavedFile } from './saved-files';
import type { Activity } from './activities';
import { within } from './within';

export interface Moment {
  activity: string;
  weapon: Weapon;
  delayMs: number;
  /** What the screen had confirmed, and what was left of it. */
  confirmed: number;
  kept: number;
  /** In words; empty as it should be. */
  problems: string[];
}

export interface Watched {
  mortal: Mortal;
  /** Uniform in [0, 1). */
  random: () => number;
  url: string;
}

/** Kills `count` times in one activity. */
export async function killAtMoments(
  { mortal, random, url }: Watched,
  activity: Activity,
  count: number,
  say: (moment: Moment) => void,
): Promise<void> {
  let before: Audit = await within(120, 'the first look', look(mortal.life, url));
  let projectId = '';
  for (let index = 1; index <= count; index += 1) {
    const weapon: Weapon = random() < 0.25 ? 'browser' : 'renderer';
    const [least, most] = activity.delay;
    const delayMs = Math.round(least + random() * (most - least));
    const name = `${activity.name} ${index}, ${weapon} killed ${delayMs} ms in`;
    const { life } = mortal;
    projectId = await within(
      180,
      `${name}: getting ready`,
      activity.ready(life, before.projects[projectId] ?? null),
    );
    const files = await within(60, `${name}: files before`, savedFiles(life.page));
    let confirmed = before.projects[projectId]?.[activity.counted] ?? 0;
    const working = activity.work(life, (told) => {
      if (!life.isDead) confirmed = Math.max(confirmed, told);
    });
    const broken = failureOf(working, life);
    await Promise.race([pause(delayMs), broken]);
    const limit = Date.now() + 60_000;
    while (activity.hasBegunAtLast && index === count && confirmed === 0 && Date.now() < limit)
      await Promise.race([pause(20), broken]);
    const next = await mortal.kill(weapon, name);
    const after = await within(120, `${name}: looking at what is left`, look(next, url));
    const kept = after.projects[projectId]?.[activity.counted] ?? 0;
    const problems = [...after.problems];
    if (kept < confirmed) problems.push(`${confirmed} ${activity.counted} confirmed, ${kept} kept`);
    const left = await within(60, `${name}: files after`, savedFiles(next.page));
    problems.push(...tornFiles(files, left));
    say({ activity: activity.name, weapon, delayMs, confirmed, kept, problems });
    before = after;
  }
}

/** Never resolves but with the failure of work whose page was alive. */
function failureOf(working: Promise<void>, life: Life): Promise<never> {
  return new Promise((_, reject) => {
    working.catch((error: unknown) => {
      if (!life.isDead) reject(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

/** Opens the app at its first screen, which shows that the database opens, and looks through it. */
async function look({ page }: Life, url: string): Promise<Audit> {
  await page.goto(`${url}#/`);
  await page.getByRole('button', { name: 'Open the sample collection' }).waitFor();
  return audit(page);
}

/** A file that was whole must be whole; one that was not there yet may be empty. */
function tornFiles(before: readonly SavedFile[], after: readonly SavedFile[]): string[] {
  const whole = new Set(before.filter(({ isWhole }) => isWhole).map(({ name }) => name));
  return after
    .filter(({ name, bytes, isWhole }) => !isWhole && (whole.has(name) || bytes > 0))
    .map(({ name, bytes }) => `${name} is torn (${bytes} bytes)`);
}
