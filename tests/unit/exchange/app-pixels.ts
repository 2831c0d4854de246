/** What `real-pictures.ts` needs of the app in the page it opens. */
export { toPixels } from '../../../src/model/pixels';
export { rgbOf } from '../../../src/workers/export/reference-preprocessing';
