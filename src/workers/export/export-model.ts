/** A model leaves: as a file that has proved itself, or not at all. */
import { getProject } from '../../collection/projects';
import type { Project, RunId } from '../../collection/records';
import type { Run } from '../../collection/training-records';
import { getHead, getRun } from '../../collection/runs';
import { goldenFiles } from '../../exchange/golden-vectors';
import type { ModelDescription } from '../../exchange/model-description';
import { modelFileName, packModel } from '../../exchange/model-zip';
import { rightAnswers } from '../../model/answers';
import { chooseBackend } from '../../model/backend';
import { fastestEmbedder } from '../backbones/embedders';
import { DeviceLost } from '../../model/device-loss';
import { tensorflowVersion } from '../../model/version';
import { assembleModel, type WholeModel } from '../../model/whole';
import { failure, success, type Outcome, type Problem } from '../../outcome';
import type { Progress } from '../protocol/calls';
import type {
  ModelExport,
  ParityReport,
  VariantMeasure,
  VariantName,
  Deployment,
} from '../protocol/export';
import type { Answering } from './reopened-model';
import { backboneArtifacts } from '../backbones/engine';
import { goldenVectors } from './golden-pictures';
import {
  benchmarkPictures,
  goldenSet,
  type BenchmarkPictures,
  type GoldenPicture,
  type Serving,
} from './golden-set';
import { factsOf } from './model-facts';
import { compareAnswers } from './parity';
import { objection } from './parity-report';
import { variants } from './variants';
import type { Variant } from './variant';
import { deployments } from './deployments';

type Facts = Omit<ModelDescription, 'format' | 'precision'>;

/** One run, laid out for its files to be written and asked. */
interface Source extends Serving {
  readonly project: Project;
  readonly whole: WholeModel;
  readonly facts: Facts;
}

type Tell = (progress: Progress) => void;

/**
 * Writes the run's model, opens the finished file again from its bytes and compares its answers with
 * those of the model here before handing it over. Fails with 'too-few-examples' when the run has no head
 * yet, 'parity-failed', 'unsupported-layer', 'not-found', 'no-backend', 'gpu-lost', 'aborted'.
 */
export function exportModel(
  runId: RunId,
  name: VariantName | Deployment,
  report: Tell,
  signal: AbortSignal,
): Promise<Outcome<ModelExport>> {
  return withSource(runId, async (source) => {
    // Each golden picture is asked here, there, and in the format's own way.
    const count = counter(report, 3);
    const golden = await goldenSet(source.project.id, source, count.gathered, signal);
    if (!golden.ok) return golden;
    const variant = { ...variants, ...deployments }[name];
    const made = await make(source, variant, golden.value);
    if (!made.ok) return made;
    if (signal.aborted) return failure('aborted');
    const asked = await askAbout(made.value, source, variant, (finished) =>
      compareAnswers(golden.value, finished, count.answered, signal),
    );
    if (!asked.ok) return asked;
    const reason = objection(asked.value, variant.precision);
    if (reason !== null) return failure('parity-failed', reason);
    count.finished();
    const file = made.value;
    const fileName = modelFileName({ ...source.facts, ...variant }, variant.bare?.ending);
    return success({ file, fileName, bytes: file.size, parity: asked.value });
  });
}

/** Makes and asks every variant; what one of them fails of is told, and the next one follows. */
export function measureVariants(
  runId: RunId,
  tell: (measure: VariantMeasure) => void,
  report: Tell,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  return withSource(runId, async (source) => {
    const names = Object.keys(variants) as VariantName[];
    const count = counter(report, 1 + 2 * names.length);
    const golden = await goldenSet(source.project.id, source, count.gathered, signal);
    if (!golden.ok) return golden;
    const { whole, stored } = source;
    const known = await benchmarkPictures(source.project.id, stored.labelIds, whole.inputSize);
    for (const name of names) {
      if (signal.aborted) return failure('aborted');
      const measured = await measure(name, source, golden.value, known, count.answered, signal);
      if (!measured.ok) return measured;
      tell(measured.value);
    }
    count.finished();
    return success(undefined);
  });
}

/** Fails with 'aborted' and 'gpu-lost' alone: any other failure is what there is to say about the variant. */
async function measure(
  name: VariantName,
  source: Source,
  golden: readonly GoldenPicture[],
  known: BenchmarkPictures,
  onPicture: (count: number) => void,
  signal: AbortSignal,
): Promise<Outcome<VariantMeasure>> {
  const variant = variants[name];
  const row: VariantMeasure = {
    variant: name,
    bytes: null,
    parity: null,
    benchmark: null,
    problem: null,
  };
  const refused = (problem: Problem): Outcome<VariantMeasure> =>
    problem.kind === 'aborted' || problem.kind === 'gpu-lost'
      ? { ok: false, problem }
      : success({ ...row, problem });
  const made = await make(source, variant, golden);
  if (!made.ok) return refused(made.problem);
  row.bytes = made.value.size;
  const asked = await askAbout(made.value, source, variant, async (finished) => {
    const parity = await compareAnswers(golden, finished, onPicture, signal);
    if (parity.ok) row.benchmark = await onBenchmark(finished, known, source);
    return parity;
  });
  if (!asked.ok) return refused(asked.problem);
  row.parity = asked.value;
  const reason = objection(asked.value, variant.precision);
  return reason === null ? success(row) : refused(failure('parity-failed', reason).problem);
}

async function make(
  { whole, facts }: Source,
  variant: Variant,
  golden: readonly GoldenPicture[],
): Promise<Outcome<Blob>> {
  const description = { ...facts, format: variant.format, precision: variant.precision };
  const written = await variant.write(whole, description);
  if (!written.ok) return written;
  if (variant.bare) {
    const { type } = variant.bare;
    return success(
      new Blob(
        written.value.files.map(({ content }) => content as BlobPart),
        { type },
      ),
    );
  }
  const vectors = await goldenVectors(golden, whole.inputSize);
  return success(await packModel(written.value, description, goldenFiles(vectors, facts)));
}

/** From the very bytes that will be saved. */
async function askAbout(
  file: Blob,
  { whole }: Source,
  variant: Variant,
  ask: (finished: Answering) => Promise<Outcome<ParityReport>>,
): Promise<Outcome<ParityReport>> {
  const opened = await variant.open(file, whole);
  if (!opened.ok) return failure('parity-failed', opened.problem.detail);
  try {
    return await ask(opened.value);
  } finally {
    opened.value.dispose();
  }
}

async function onBenchmark(
  finished: Answering,
  { pixels, targets, beyond }: BenchmarkPictures,
  { stored }: Source,
): Promise<VariantMeasure['benchmark']> {
  const n = pixels.length + beyond;
  if (n === 0) return null;
  const { classes, kind } = stored.head;
  const answers = await finished.run(pixels);
  const right = rightAnswers(answers, targets, classes, kind);
  return { right: right.reduce((sum, value) => sum + value, 0), n };
}

async function withSource<T>(
  runId: RunId,
  work: (source: Source) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const run: Run | undefined = await getRun(runId);
  const project = run && (await getProject(run.projectId));
  if (!project) return failure('not-found', 'the run is gone');
  const stored = await getHead(runId);
  if (!stored) return failure('too-few-examples');
  const artifacts = await backboneArtifacts(stored.backbone);
  if (!artifacts.ok) return artifacts;
  const backend = await chooseBackend('embed');
  if (!backend.ok) return backend;
  const backbone = await fastestEmbedder(artifacts.value, backend.value);
  if (!backbone.ok) return backbone;
  try {
    const whole = assembleModel(artifacts.value, stored.head);
    const about = await factsOf(project, run, stored);
    const facts = { ...about, inputSize: whole.inputSize, tensorflowVersion };
    return await work({ project, stored, backbone: backbone.value, whole, facts });
  } catch (error) {
    if (error instanceof DeviceLost) return failure('gpu-lost', error.message);
    throw error;
  } finally {
    backbone.value.dispose();
  }
}

/** Progress over `passes` of the golden set; how many pictures that is turns out while it is gathered. */
function counter(report: Tell, passes: number) {
  const begun = performance.now();
  let done = 0;
  let total = 0;
  const say = () => {
    const each = (performance.now() - begun) / 1000 / Math.max(1, done);
    const secondsLeft = done === 0 ? null : Math.round(each * (total - done));
    report({ done, total, secondsLeft });
  };
  return {
    gathered: (pictures: number, of: number) => {
      done = pictures;
      total = of * passes;
      say();
    },
    answered: (pictures: number) => {
      done = Math.min(total, done + pictures);
      say();
    },
    finished: () => {
      done = total;
      say();
    },
  };
}
