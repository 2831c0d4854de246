/** The pictures worker, but one picture is the death of it. */
import { serve } from '../../../src/workers/liveness';
import { picturesApi } from '../../../src/workers/pictures/pictures-calls';
import type { PicturesApi } from '../../../src/workers/protocol/pictures';

const real = picturesApi();

const fragile: PicturesApi = {
  ...real,
  importBatch: (job, request) => {
    if (request.files.some(({ file }) => file.name === 'poison.jpg')) self.close();
    return real.importBatch(job, request);
  },
};

serve(fragile);
