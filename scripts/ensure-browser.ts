/**
 * Makes sure that a browser is there and starts: one on this machine, else the distribution's, else
 * Playwright's own. The one found is named in VITRINE_CHROMIUM, for this process and its children.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { systemChromium } from './browser';

/** True when a browser is ready; otherwise what to do has been said. */
export function ensureBrowser(): boolean {
  return useIfItStarts(systemChromium()) || installFromDistribution() || installFromPlaywright();
}

function useIfItStarts(path: string | undefined): boolean {
  if (path === undefined || !existsSync(path)) return false;
  // Ubuntu's `chromium` outside a desktop is a stub that only says "install the snap".
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) return false;
  process.env.VITRINE_CHROMIUM = path;
  console.log(`Browser: ${path} (${stdout.trim()})`);
  return true;
}

function run(command: string, args: string[]): boolean {
  console.log(`$ ${command} ${args.join(' ')}`);
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

function installFromDistribution(): boolean {
  if (!isDebian() || process.getuid?.() !== 0) return false;
  return (
    run('apt-get', ['update']) &&
    run('apt-get', ['install', '-y', 'chromium']) &&
    useIfItStarts(systemChromium())
  );
}

function isDebian(): boolean {
  const path = '/etc/os-release';
  return existsSync(path) && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync(path, 'utf8'));
}

function installFromPlaywright(): boolean {
  if (useIfItStarts(chromium.executablePath())) return true;
  const withLibraries = isDebian() && process.getuid?.() === 0 ? ['--with-deps'] : [];
  run('npx', ['playwright', 'install', ...withLibraries, 'chromium']);
  if (useIfItStarts(chromium.executablePath())) return true;
  console.error(
    [
      'No Chromium or Chrome that starts was found, and none could be installed.',
      'Install one of these, then run the command again:',
      '  Debian:         sudo apt-get update && sudo apt-get install -y chromium',
      '  any Linux:      npx playwright install --with-deps chromium   (asks for sudo)',
      '  macOS, Windows: Google Chrome, or: npx playwright install chromium',
      'A browser in an unusual place is used when VITRINE_CHROMIUM holds its path.',
    ].join('\n'),
  );
  return false;
}
