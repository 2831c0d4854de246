import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { annotationPage, manifestPieces } from '../../../src/exchange/labels-iiif';
import { classes, hostile, inPages, joined, outgoing, suggested } from './pictures';
import { annotationPageSchema, manifestSchema } from './presentation-3';

const addresses = { address: 'https://library.example.org/sheets/' };

/** What is wrong with it, in words; nothing when it is as the specification wants it. */
function objections(schema: v.GenericSchema, json: unknown): string[] {
  const parsed = v.safeParse(schema, json);
  return parsed.success
    ? []
    : parsed.issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`);
}

describe('labels as IIIF annotations', () => {
  it('are pages of Presentation 3, whatever the labels are called', () => {
    for (const place of hostile.keys()) {
      const page = annotationPage(outgoing(place, [place, 0]), addresses);
      expect(objections(annotationPageSchema, JSON.parse(JSON.stringify(page)))).toEqual([]);
      expect(page.items[0]?.body).toMatchObject({
        type: 'TextualBody',
        value: hostile[place],
        format: 'text/plain',
        purpose: 'tagging',
      });
    }
    expect(objections(annotationPageSchema, annotationPage(outgoing(1, []), addresses))).toEqual(
      [],
    );
  });

  it('name the concept of the authority, with the word as its text', () => {
    const { items } = annotationPage(outgoing(1, [3, 1]), addresses);
    expect(items.map(({ body }) => body)).toMatchObject([
      { type: 'TextualBody', id: classes[3]?.uri, value: hostile[3] },
      { type: 'TextualBody', value: hostile[1] },
    ]);
    expect(items[1]?.body).not.toHaveProperty('id');
  });

  it('write no address that is none', () => {
    for (const uri of ['see the list', 'javascript:alert(1)', 'https://', 'file:///etc/passwd']) {
      const labels = [{ name: 'Fern', uri }];
      const page = annotationPage(outgoing(1, [], { labels }), addresses);
      expect(page.items[0]?.body).not.toHaveProperty('id');
    }
    const labels = [{ name: 'Fern', uri: 'https://example.org/a b"<c>' }];
    const page = annotationPage(outgoing(1, [], { labels }), addresses);
    expect(objections(annotationPageSchema, page)).toEqual([]);
  });

  it('keep the person who decided apart from the model that suggested', () => {
    const [human, model, nameless] = [
      annotationPage(outgoing(1, [0]), addresses),
      annotationPage(outgoing(2, [0], suggested), addresses),
      annotationPage(outgoing(3, [0], { annotator: '' }), addresses),
    ].map(({ items }) => items[0]);
    expect(human).toMatchObject({ creator: { type: 'Person', name: 'Ada' } });
    expect(human).not.toHaveProperty('generator');
    expect(model).toMatchObject({
      generator: { type: 'Software', name: 'Vitrine, run 7, version 12' },
    });
    expect(model).not.toHaveProperty('creator');
    expect(nameless).not.toHaveProperty('creator');
  });

  it('can be on the canvas of somebody else’s manifest', () => {
    const canvas = 'https://iiif.example.org/book/canvas/p1';
    const page = annotationPage(outgoing(1, [0]), { ...addresses, canvasOf: () => canvas });
    expect(page.items[0]?.target).toBe(canvas);
  });

  it('come with a manifest that shows each picture and points to its page', async () => {
    const rows = [
      outgoing(1, [0], { path: 'pictures/كتاب "قديم" #1.jpg' }),
      outgoing(2, [0], { path: '' }),
    ];
    const text = await joined(manifestPieces(inPages(rows, 1), addresses, 'Sheets'));
    const manifest = JSON.parse(text) as v.InferOutput<typeof manifestSchema>;
    expect(objections(manifestSchema, manifest)).toEqual([]);
    expect(manifest.items[1]?.items).toEqual([]);
    for (const [index, row] of rows.entries()) {
      const page = annotationPage(row, addresses);
      expect(manifest.items[index]?.annotations[0]?.id).toBe(page.id);
      expect(manifest.items[index]?.id).toBe(page.items[0]?.target);
    }
  });
});
