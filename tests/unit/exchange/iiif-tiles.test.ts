import { describe, expect, it } from 'vitest';
import { readTileService } from '../../../src/exchange/iiif-tiles';
import { granted } from '../collection/stage';

const service = 'https://images.example.org/iiif/a%2Fb';

const read = (said: object) => granted(readTileService(JSON.stringify(said), service));

describe('what an image service says about its tiles', () => {
  it('of version 3', () => {
    const found = read({
      '@context': 'http://iiif.io/api/image/3/context.json',
      id: 'https://elsewhere.example.org/hostile',
      profile: 'level1',
      ...{ width: 6000, height: 4000 },
      tiles: [{ width: 512, scaleFactors: [1, 2, 4] }],
    });
    // Tiles are asked for where the description was, whatever the service calls itself.
    expect(found['@id']).toBe(service);
    expect(found['@context']).toContain('image/3');
    expect(found.profile).toEqual(['level1']);
    expect(found.tiles).toEqual([{ width: 512, height: 512, scaleFactors: [1, 2, 4] }]);
  });

  it('of version 2, whose profile holds more than a level, and of version 1', () => {
    const level = 'http://iiif.io/api/image/2/level0.json';
    const two = read({ ...{ width: 10, height: 20 }, profile: [level, { formats: ['png'] }] });
    expect(two.profile).toEqual([level]);
    expect(two['@context']).toContain('image/2');
    const one = read({
      '@context': 'http://library.stanford.edu/iiif/image-api/1.1/context.json',
      ...{ width: 10, height: 20, tile_width: 256, tile_height: 256, scale_factors: [1, 2] },
    });
    expect(one).toMatchObject({ tile_width: 256, scale_factors: [1, 2] });
    expect(one['@context']).toContain('image-api/1.1');
  });

  it('nothing else of it goes on: no property of its own choice reaches the viewer', () => {
    const found = read({
      ...{ width: 10, height: 20, getTileUrl: 'x', downloadTileStart: 'x', ajaxHeaders: {} },
    });
    expect(Object.keys(found).sort()).toEqual(
      ['@context', '@id', 'height', 'profile', 'protocol', 'width'].sort(),
    );
  });

  it.each([
    ['no JSON', '<html>'],
    ['no size', '{}'],
    ['a size that is none', '{"width": -1, "height": 5}'],
    ['a list', '[]'],
  ])('%s is refused', (_, text) => {
    expect(readTileService(text, service)).toMatchObject({ problem: { kind: 'not-iiif' } });
  });

  it('tiles that make no sense are left out, and the picture is still to be had', () => {
    const found = read({ width: 10, height: 20, tiles: [{ width: 0, scaleFactors: [] }] });
    expect(found.tiles).toBeUndefined();
  });
});
