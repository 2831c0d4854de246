/** Finds the browser that tests, simulations and benches drive, and says how to start it. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Absolute path of a Chromium or Chrome on this machine, or undefined. VITRINE_CHROMIUM overrides. */
export function systemChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const applications = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  const candidates = [
    process.env.VITRINE_CHROMIUM,
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...applications,
  ];
  return candidates.find((path): path is string => path !== undefined && isExecutable(path));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Playwright launch options: WebGPU on (a software adapter where there is no GPU), nothing asked of
 * the network. Without a system browser, the one Playwright installed itself is used.
 */
export function chromiumLaunch(): { executablePath?: string; channel?: string; args: string[] } {
  const executablePath = systemChromium();
  const isRoot = process.getuid?.() === 0;
  return {
    ...(executablePath === undefined ? { channel: 'chromium' } : { executablePath }),
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--enable-unsafe-webgpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  };
}
