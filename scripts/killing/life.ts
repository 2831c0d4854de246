/** A browser that is killed again and again, with the profile that outlives it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { newProfile, openSession, type Session } from '../drive/session';
import { answerPickers } from './saved-files';
import { within } from './within';

export type Weapon = 'browser' | 'renderer';

/** One life of a page. What was asked of a page that has died is never answered: nobody waits for it. */
export interface Life {
  readonly page: Page;
  isDead: boolean;
}

export class Mortal {
  #life: Life;

  private constructor(
    private session: Session,
    private readonly profile: { path: string; remove(): void },
  ) {
    this.#life = { page: session.page, isDead: false };
  }

  static async begin(): Promise<Mortal> {
    const profile = newProfile();
    return new Mortal(await opened(profile.path), profile);
  }

  get life(): Life {
    return this.#life;
  }

  /** Kills all processes of the kind, and begins another life. */
  async kill(weapon: Weapon, moment: string): Promise<Life> {
    const victims = await within(60, `${moment}: its processes`, this.session.processes(weapon));
    if (victims.length === 0) throw new Error(`${moment}: no ${weapon} to kill`);
    this.#life.isDead = true;
    for (const pid of victims) kill(pid);
    await within(60, `${moment}: their end`, Promise.all(victims.map(ended)));
    if (weapon === 'browser') {
      this.session = await within(120, `${moment}: another browser`, opened(this.profile.path));
      this.#life = { page: this.session.page, isDead: false };
    } else {
      // The dead tab is left as it is: to close it would be to wait for it.
      const tab = this.#life.page.context().newPage();
      this.#life = { page: await within(60, `${moment}: another tab`, tab), isDead: false };
    }
    return this.#life;
  }

  async end(): Promise<void> {
    await within(120, 'the end of the browser', this.session.close());
    this.profile.remove();
  }
}

async function opened(profile: string): Promise<Session> {
  const session = await openSession(profile);
  await answerPickers(session.page.context());
  return session;
}

/** One that has ended by itself meanwhile is as dead. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function ended(pid: number): Promise<void> {
  while (isAlive(pid)) await pause(10);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
