/**
 * What IIIF Presentation 3.0 and the W3C Web Annotation model ask of pages of annotations and of the
 * canvases they are on, as far as our files use them: written from the two specifications.
 */
import * as v from 'valibot';

const address = v.pipe(v.string(), v.url(), v.regex(/^https?:\/\/[^\s<>"{}|\\^`]+$/));
const canvasAddress = v.pipe(address, v.regex(/^[^#]+$/));
const context = v.literal('http://iiif.io/api/presentation/3/context.json');
const side = v.pipe(v.number(), v.integer(), v.minValue(1));
const languageMap = v.record(v.string(), v.pipe(v.array(v.string()), v.minLength(1)));

const body = v.strictObject({
  id: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i))),
  type: v.literal('TextualBody'),
  value: v.string(),
  format: v.optional(v.pipe(v.string(), v.regex(/^\w+\/[\w.+-]+$/))),
  language: v.optional(v.string()),
  purpose: v.optional(v.picklist(['tagging', 'classifying', 'identifying', 'describing'])),
});

const agent = v.strictObject({
  type: v.picklist(['Person', 'Organization', 'Software']),
  name: v.pipe(v.string(), v.minLength(1)),
});

const tag = v.strictObject({
  id: address,
  type: v.literal('Annotation'),
  motivation: v.literal('tagging'),
  created: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  creator: v.optional(agent),
  generator: v.optional(agent),
  body,
  target: canvasAddress,
});

export const annotationPageSchema = v.strictObject({
  '@context': context,
  id: address,
  type: v.literal('AnnotationPage'),
  items: v.array(tag),
});

const painting = v.strictObject({
  id: address,
  type: v.literal('Annotation'),
  motivation: v.literal('painting'),
  body: v.strictObject({
    id: address,
    type: v.literal('Image'),
    format: v.pipe(v.string(), v.regex(/^image\//)),
    width: side,
    height: side,
  }),
  target: canvasAddress,
});

export const manifestSchema = v.strictObject({
  '@context': context,
  id: address,
  type: v.literal('Manifest'),
  label: languageMap,
  items: v.array(
    v.strictObject({
      id: canvasAddress,
      type: v.literal('Canvas'),
      label: languageMap,
      width: side,
      height: side,
      items: v.array(
        v.strictObject({
          id: address,
          type: v.literal('AnnotationPage'),
          items: v.array(painting),
        }),
      ),
      annotations: v.array(v.strictObject({ id: address, type: v.literal('AnnotationPage') })),
    }),
  ),
});
