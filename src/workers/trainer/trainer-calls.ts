/** What the page may ask of a trainer. Each call is a job that can be aborted by its name. */
import type { ProjectId } from '../../collection/records';
import { success, type Outcome } from '../../outcome';
import type { MachineStatus, TrainerApi } from '../protocol/trainer';
import { addBackbone } from '../backbones/add-backbone';
import { assess } from '../assessment/assess';
import { BackgroundLearner } from '../learning/background-learner';
import { diagnose } from '../fine-tuning/diagnose';
import { findLabelErrors } from '../assessment/find-label-errors';
import { Engine } from '../backbones/engine';
import { fineTuneRun } from '../fine-tuning/fine-tune-run';
import { markInterrupted } from './interrupted';
import { exportModel, measureVariants } from '../export/export-model';
import { Jobs } from '../jobs';
import { beginHeadRun, recreateRun } from './new-runs';
import { searchSettings } from '../search/search-settings';

const embedder = new Engine('embed');
const tuner = new Engine('fine-tune');
const jobs = new Jobs();
let backgroundLearner: { projectId: ProjectId; at: BackgroundLearner } | null = null;

const elsewhere: MachineStatus = {
  activity: 'elsewhere',
  progress: null,
  device: null,
  problem: null,
};

/** One tab computes for a project; this one waits for its turn. */
async function learnInBackground(
  projectId: ProjectId,
  report: (status: MachineStatus) => void,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const name = `vitrine-companion-${projectId}`;
  const stay = async (): Promise<Outcome<void>> => {
    await markInterrupted(projectId, signal);
    backgroundLearner = {
      projectId,
      at: new BackgroundLearner(projectId, embedder, report, signal),
    };
    try {
      return await backgroundLearner.at.stay();
    } finally {
      backgroundLearner = null;
    }
  };
  const atOnce = await navigator.locks.request(name, { ifAvailable: true }, (lock) =>
    lock ? stay() : null,
  );
  if (atOnce) return atOnce;
  report(elsewhere);
  try {
    return await navigator.locks.request(name, { signal }, stay);
  } catch (error) {
    if (signal.aborted) return success(undefined);
    throw error;
  }
}

export const trainer: TrainerApi = {
  abort: (job) => jobs.abort(job),
  pause: (job, isPaused) => jobs.pause(job, isPaused),
  learnInBackground: (job, projectId, report) =>
    jobs.run(job, ({ signal }) => learnInBackground(projectId, report, signal)),
  neighbours: (projectId, itemId, count) =>
    Promise.resolve(
      backgroundLearner?.projectId === projectId
        ? backgroundLearner.at.neighbours(itemId, count)
        : [],
    ),
  trainNow: (job, projectId, settings, backbone) =>
    jobs.run(job, () => beginHeadRun(embedder, projectId, settings, backbone)),
  recreate: (job, runId, report) =>
    jobs.run(job, (running) => recreateRun({ embedder, tuner }, runId, running, report)),
  fineTune: (job, run, report) =>
    jobs.run(job, (running) => fineTuneRun(tuner, run, running, report)),
  findLabelErrors: (job, projectId, report) =>
    jobs.run(job, ({ signal }) => findLabelErrors(embedder, projectId, report, signal)),
  assess: (job, projectId, kinds, report) =>
    jobs.run(job, ({ signal }) => assess(embedder, projectId, kinds, report, signal)),
  search: (job, beginning, report) =>
    jobs.run(job, ({ signal }) => searchSettings({ embedder, tuner }, beginning, report, signal)),
  diagnose: (job, projectId, { kind, settings }, report) =>
    jobs.run(job, ({ signal }) => diagnose(tuner, projectId, kind, settings, report, signal)),
  addBackbone: (job, source, report) =>
    jobs.run(job, ({ signal }) => addBackbone(embedder, source, report, signal)),
  exportModel: (job, runId, variant, report) =>
    jobs.run(job, ({ signal }) => exportModel(runId, variant, report, signal)),
  measureVariants: (job, runId, tell, report) =>
    jobs.run(job, ({ signal }) => measureVariants(runId, tell, report, signal)),
  exportLabels: (job, projectId, wish, report) =>
    jobs.run(job, async ({ signal }) => {
      const { exportLabels } = await import('../export/export-labels');
      return exportLabels(projectId, wish, report, signal);
    }),
  exportRuns: (job, projectId, format) =>
    jobs.run(job, async () => {
      const { exportRuns } = await import('../export/export-runs');
      return exportRuns(projectId, format);
    }),
  exportDocumentation: (job, projectId) =>
    jobs.run(job, async ({ signal }) => {
      const { exportDocumentation } = await import('../export/export-documentation');
      return exportDocumentation(projectId, signal);
    }),
};
