/** How long it takes until a worker holds the features of a whole project, as the app's own does. */
import type { BackboneHash, ProjectId } from '../../../src/collection/records';
import { FeatureTable } from '../../../src/workers/backbones/feature-table';

export interface FeaturesRequest {
  projectId: string;
  backbone: string;
}

export interface FeaturesResult {
  ms: number;
  rows: number;
  dims: number;
}

self.addEventListener('message', ({ data }: MessageEvent<FeaturesRequest>) => {
  (async () => {
    const begun = performance.now();
    const table = await FeatureTable.read(
      data.projectId as ProjectId,
      data.backbone as BackboneHash,
    );
    const ms = performance.now() - begun;
    self.postMessage({ ms, rows: table.length, dims: table.dims } satisfies FeaturesResult);
  })().catch(reportError);
});
