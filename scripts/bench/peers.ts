/** Vitrine beside Teachable Machine's own library, on the same labelled and the same test pictures. */
import { basename } from 'node:path';
import type { Page } from '@playwright/test';
import type { Draw, TeachableResult, VitrineResult } from '../../tests/bench/page/peers-request';
import { randomNumbers, shuffled } from '../../src/statistics/random';
import { labelledPictures, mobilenetFolder } from '../labelled-pictures';
import { seeds } from '../probe/score';

export interface FolderOfPeers {
  name: string;
  pictures: number;
  labels: number;
  labelled: number;
  /** Into features, from copies that are decoded, on Vitrine's side. */
  perSecond: number;
  /** One for each seed. */
  draws: { teachable: TeachableResult; vitrine: VitrineResult }[];
}

/** What is served beside the page, for `folders` in their order. */
export function servedForPeers(folders: readonly string[]): Record<string, string> {
  return {
    mobilenet: mobilenetFolder,
    ...Object.fromEntries(folders.map((folder, at) => [`peers-${at}`, folder])),
  };
}

export async function measurePeers(
  page: Page,
  url: string,
  folders: readonly string[],
  labelled: number,
): Promise<FolderOfPeers[]> {
  const results: FolderOfPeers[] = [];
  for (const [at, folder] of folders.entries()) {
    const { names, files, truth } = labelledPictures(folder);
    await page.goto(`${url}beside/`);
    if (!(await page.evaluate(() => crossOriginIsolated)))
      throw new Error('The page is not isolated: threads could not be used.');
    const pictures = files.map((file, place) => ({
      url: `${url}peers-${at}/${file.split('/').map(encodeURIComponent).join('/')}`,
      name: basename(file),
      label: truth[place]!,
    }));
    const network = `${url}mobilenet/model.json`;
    const { kept, perSecond } = await page.evaluate((asked) => window.bench.peers.open(asked), {
      pictures,
      names,
      network,
    });
    if (kept.length <= labelled)
      throw new Error(`${folder} has ${kept.length} pictures, too few to learn from ${labelled}.`);
    const draws: FolderOfPeers['draws'] = [];
    for (const seed of seeds) {
      const order = [...shuffled(kept.length, randomNumbers(seed, labelled))].map(
        (place) => kept[place]!,
      );
      const draw: Draw = { seed, labelled: order.slice(0, labelled), test: order.slice(labelled) };
      const vitrine = await page.evaluate((asked) => window.bench.peers.vitrine(asked), draw);
      const teachable = await page.evaluate(
        (asked) => window.bench.peers.teachableMachine(asked),
        draw,
      );
      console.log(basename(folder), seed, JSON.stringify({ teachable, vitrine }));
      draws.push({ teachable, vitrine });
    }
    results.push({
      name: basename(folder),
      ...{ pictures: kept.length, labels: names.length, labelled, perSecond, draws },
    });
  }
  return results;
}
