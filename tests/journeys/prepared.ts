/** A collection that is there already, some of it decided: opened through the app from a backup made for it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { projectIn } from '../../scripts/drive/app';
import { bundledBackbone } from '../../src/collection/backbone-catalogue';
import type { BackboneHash } from '../../src/collection/records';
import { appUrl } from './app';
import type { SmallPictures } from './small-pictures';

export interface Preparation {
  /** Where the backup goes. */
  file: string;
  /** Holds a folder of pictures for each label. */
  folder: string;
  /** Of the pictures, in pixels. */
  side: number;
  name: string;
  /** So many pictures, of each kind in turn, have their label. */
  decided: number;
  backbone: BackboneHash;
}

/** Opens it from the first page; returns its id, with the desk on the screen. */
export async function openPrepared(
  page: Page,
  pictures: SmallPictures,
  {
    name = 'Small pictures',
    decided,
    backbone = bundledBackbone,
  }: { name?: string; decided: number; backbone?: BackboneHash },
): Promise<string> {
  const place = mkdtempSync(join(tmpdir(), 'vitrine-prepared-'));
  try {
    const file = join(place, 'prepared.vitrine');
    const { folder, side } = pictures;
    const wishes: Preparation = { file, folder, side, name, decided, backbone };
    const script = join(import.meta.dirname, 'prepare-collection.ts');
    execFileSync(process.execPath, ['--import', 'tsx', script, JSON.stringify(wishes)]);
    await page.goto(appUrl());
    await page.getByLabel('Backup file').setInputFiles(file);
    await page.waitForURL(/#\/p\/[^/]+\/label/);
    return projectIn(page);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
