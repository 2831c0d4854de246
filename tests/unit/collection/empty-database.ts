import { beforeEach } from 'vitest';
import { database } from '../../../src/collection/database';

export function eachOnAnEmptyDatabase(): void {
  beforeEach(async () => {
    await database.delete();
    await database.open();
  });
}
