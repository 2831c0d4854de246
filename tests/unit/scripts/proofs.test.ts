/** A slice of what `npm run prove` measures, on the real pictures beside the repository. */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  featuresOf,
  museumFolder,
  startComputing,
  type LabelledFeatures,
} from '../../../scripts/proofs/features';
import { findPlanted } from '../../../scripts/proofs/planted-mistakes';
import { promiseOf, summarise } from '../../../scripts/proofs/promises';

/** Decoding needs a browser, and the first embedding its time; after that they are kept. */
const patience = 300_000;

describe.skipIf(!existsSync(museumFolder))(
  'on real pictures (needs ../shared/collections/museum-objects)',
  () => {
    let features: LabelledFeatures;
    beforeAll(async () => {
      await startComputing();
      features = await featuresOf(museumFolder);
    }, patience);

    it(
      'label doubts have seven of ten flipped labels in the first 15 % of their queue',
      async () => {
        const { flipped, early } = await findPlanted(features, 11);
        expect(flipped).toBe(36);
        expect(early).toBeGreaterThanOrEqual(0.7 * flipped);
      },
      patience,
    );

    it(
      'the promise of accepted answers unlocks in at least half of ten collections and is broken in none of them',
      async () => {
        const risk = 0.1;
        const promises = [];
        for (let seed = 301; seed <= 310; seed += 1) {
          promises.push(await promiseOf(features, seed, 300, risk));
        }
        const { unlocked, broken, coverage } = summarise(promises, risk);
        expect(unlocked).toBeGreaterThanOrEqual(5);
        expect(broken).toBe(0);
        expect(coverage).toBeGreaterThan(0.5);
      },
      patience,
    );
  },
);
