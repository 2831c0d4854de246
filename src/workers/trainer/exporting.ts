/** What leaves: a model as a zip that has proved itself, and labels as a spreadsheet. */
import { labelledItems } from '../../collection/labelled-items';
import { listLabels } from '../../collection/labels';
import { getProject } from '../../collection/projects';
import type { ProjectId, RunId } from '../../collection/records';
import { getHead, getPredictions, getRun } from '../../collection/runs';
import { writeLabelsCsv } from '../../exchange/labels-csv';
import { modelFileName, packModel, unpackModel, weightsFile } from '../../exchange/model-zip';
import { fileStem } from '../../exchange/words';
import { chooseBackend } from '../../model/backend';
import { loadBackbone } from '../../model/backbone';
import { tensorflowVersion } from '../../model/version';
import { assembleModel, encodeWeights, modelJson, openModel } from '../../model/whole';
import { failure, success, type Outcome } from '../../outcome';
import type { LabelsExportOptions, ModelExport, Progress, WeightFormat } from '../protocol';
import { backboneArtifacts } from './engine';
import { labelledPictures } from './labelled-pictures';
import { factsOf } from './model-facts';
import { compareAnswers, type Sides } from './parity';

/**
 * Writes the run's model, opens the finished file again from its bytes and compares its answers with
 * the model in service before handing it over. Fails with 'too-few-examples' when the run has no head
 * yet, 'parity-failed', 'not-found', 'no-backend', 'aborted'.
 */
export async function exportModel(
  runId: RunId,
  format: WeightFormat,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<ModelExport>> {
  const run = await getRun(runId);
  const project = run && (await getProject(run.projectId));
  if (!project) return failure('not-found', 'the run is gone');
  const stored = await getHead(runId);
  if (!stored) return failure('too-few-examples');
  const artifacts = await backboneArtifacts(stored.backbone);
  if (!artifacts.ok) return artifacts;
  const backend = await chooseBackend('embed');
  if (!backend.ok) return backend;

  const whole = assembleModel(artifacts.value, stored.head);
  const encoded = encodeWeights(whole, format);
  const description = {
    ...(await factsOf(project, run, stored)),
    inputSize: whole.inputSize,
    format,
    weightBytes: encoded.bytes.byteLength,
    tensorflowVersion,
  };
  const json = modelJson(whole, encoded.manifest, weightsFile);
  const zip = await packModel({ modelJson: json, weights: encoded.bytes }, description);
  if (signal.aborted) return failure('aborted');

  const reopened = await reopen(zip);
  if (!reopened.ok) return reopened;
  const backbone = await loadBackbone(artifacts.value);
  if (!backbone.ok) {
    reopened.value.dispose();
    return backbone;
  }
  const sides: Sides = { backbone: backbone.value, head: stored.head, reopened: reopened.value };
  try {
    const tell = timed(report);
    const parity = await compareAnswers(project.id, format, sides, tell, signal);
    if (!parity.ok) return parity;
    const fileName = modelFileName(description);
    return success({ zip, fileName, bytes: zip.size, parity: parity.value });
  } finally {
    sides.backbone.dispose();
    sides.reopened.dispose();
  }
}

/** From the very bytes that will be saved. */
async function reopen(zip: Blob): Promise<ReturnType<typeof openModel>> {
  const unpacked = await unpackModel(zip);
  if (!unpacked.ok) return failure('parity-failed', unpacked.problem.detail);
  return openModel(unpacked.value.modelJson, unpacked.value.weights);
}

function timed(report: (progress: Progress) => void): (done: number, total: number) => void {
  const begun = performance.now();
  return (done, total) => {
    const each = (performance.now() - begun) / 1000 / Math.max(1, done);
    report({ done, total, secondsLeft: done === 0 ? null : Math.round(each * (total - done)) });
  };
}

/** One row a picture, decided or not; what is restricted, noted or timed leaves only when asked for. */
export async function exportLabels(
  projectId: ProjectId,
  options: LabelsExportOptions,
): Promise<Outcome<{ csv: Blob; fileName: string }>> {
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  const [items, labels, predictions] = await Promise.all([
    labelledItems(projectId),
    listLabels(projectId),
    getPredictions(projectId),
  ]);
  const rows = labelledPictures(items, labels, predictions, options);
  return success({
    csv: new Blob([writeLabelsCsv(rows)], { type: 'text/csv;charset=utf-8' }),
    fileName: `${fileStem(project.name)}-labels.csv`,
  });
}
