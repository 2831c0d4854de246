/** The decoders that are not the browser's, in a worker inside of this one. */
import { ForeignDecoder } from './foreign-decoder';

export const foreignDecoder = new ForeignDecoder(
  () =>
    new Worker(new URL('./foreign.worker.ts', import.meta.url), {
      type: 'module',
      name: 'vitrine-foreign-pictures',
    }),
);
