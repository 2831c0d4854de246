import { describe, expect, it } from 'vitest';
import type { ProjectId } from '../../../src/collection/records';
import { addressOf, places, readRoute } from '../../../src/shell/route.svelte';

describe('an address', () => {
  it.each(['', '#', '#/'])('“%s” is the beginning', (hash) => {
    expect(readRoute(hash)).toEqual({ kind: 'begin' });
  });

  it.each(places)('leads to the place “%s” and back', (place) => {
    const projectId = '0f4c-7a' as ProjectId;
    expect(readRoute(addressOf(projectId, place))).toEqual({ kind: 'place', projectId, place });
  });

  it('without a place leads to the collection', () => {
    expect(readRoute('#/p/42')).toEqual({ kind: 'place', projectId: '42', place: 'collection' });
  });

  it('leaves what follows “?” to the screen', () => {
    expect(readRoute('#/p/42/label?item=7')).toMatchObject({ place: 'label' });
  });

  it.each(['#/q/42', '#/p', '#/p/42/cellar', '#/p/42/label/7', '#main'])(
    '“%s” leads nowhere',
    (hash) => {
      expect(readRoute(hash)).toEqual({ kind: 'unknown' });
    },
  );
});
