/** Who draws what: one inventor for each of the names in `kinds`. */
import type { Inventor } from '../paper/sheet';
import { herbariumSheet } from './herbarium-sheet';
import { ledger } from './ledger';
import { letter } from './letter';
import { map } from './map';
import { plan } from './plan';
import { portrait } from './portrait';
import { printedPage } from './printed-page';
import { score } from './score';

export const inventors: Record<string, Inventor> = {
  Letter: letter,
  Ledger: ledger,
  Map: map,
  Score: score,
  'Printed page': printedPage,
  Portrait: portrait,
  'Herbarium sheet': herbariumSheet,
  Plan: plan,
};
