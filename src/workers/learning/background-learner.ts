/**
 * Stays with one project and does, one thing at a time, what its rows say is left to do: learn from new
 * decisions, embed new pictures, bring waiting runs into service. Everything it knows it reads from the
 * database, so that after a crash it goes on where it was.
 */
import { latestAllowance } from '../../collection/allowances';
import { packFeatures } from '../../collection/features';
import { Members } from '../../collection/members';
import { getProject } from '../../collection/projects';
import type { BackboneHash, ItemId, Project, ProjectId } from '../../collection/records';
import type { Run } from '../../collection/training-records';
import { createRun, getHead, getRun, updateRun } from '../../collection/runs';
import { publishRefresh, runsToServe, settleRun } from '../../collection/service';
import { guardQuota } from '../../collection/storage';
import { unlessLost } from '../../model/device-loss';
import { nearest } from '../../model/neighbours';
import { failure, success, type Outcome } from '../../outcome';
import type { MachineStatus, Neighbour } from '../protocol/trainer';
import { version as appVersion } from '../../../package.json';
import { Changes } from './project-changes';
import { embedSome } from '../backbones/embedding';
import { describeDevice, type Engine } from '../backbones/engine';
import { FeatureTable } from '../backbones/feature-table';
import { verdictOn } from './service-gate';
import { firstFitOf } from './first-fit';
import { firstLesson, learn, refreshOf, whatIsKnown } from './refresh-run';
import { packPredictions, predictAll, scoreBenchmark } from './fit-and-predict';

/** Embedding hands over this often, so that a decision made meanwhile is soon learned from. */
const turnMs = 400;

export class BackgroundLearner {
  readonly #tables = new Map<BackboneHash, FeatureTable>();
  readonly #changes: Changes;
  readonly #members: Members;
  #status: MachineStatus = { activity: 'starting', progress: null, device: null, problem: null };
  #serving: FeatureTable | null = null;
  /** Decided pool and check items, by row of the serving table: what neighbours are chosen from. */
  #decided: number[] = [];
  #isSettled = false;
  #allowedAt = 0;

  constructor(
    private readonly projectId: ProjectId,
    private readonly engine: Engine,
    private readonly report: (status: MachineStatus) => void,
    private readonly signal: AbortSignal,
  ) {
    this.#changes = new Changes(projectId);
    this.#members = new Members(projectId);
  }

  /** Returns when aborted, or with the problem that it cannot get over. */
  async stay(): Promise<Outcome<void>> {
    try {
      const device = await this.engine.start();
      if (!device.ok) return device;
      this.#tell({ device: device.value });
      while (!this.signal.aborted) {
        const guarded = await guardQuota(() => unlessLost(() => this.#turn()));
        const worked = guarded.ok ? guarded.value : guarded;
        if (!worked.ok && worked.problem.kind === 'gpu-lost') {
          const recovered = await this.engine.recover();
          if (!recovered.ok) return recovered;
          this.#tell({ device: recovered.value });
        } else if (!worked.ok) {
          return worked;
        } else if (!worked.value) {
          this.#tell({ activity: 'idle', progress: null });
          await this.#changes.next(this.signal);
        }
      }
      return failure('aborted');
    } finally {
      this.#changes.stop();
    }
  }

  /** The nearest decided items; [] before the item, or anything decided, has been embedded. */
  neighbours(itemId: ItemId, count: number): Neighbour[] {
    const table = this.#serving;
    const row = table?.rowOf(itemId);
    if (!table || row === undefined) return [];
    const others = this.#decided.filter((other) => other !== row);
    const query = table.unitVectors.slice(row * table.dims, (row + 1) * table.dims);
    return nearest(query, table.unitVectors, others, count).map((found) => ({
      itemId: (table.itemIds[found.row] ?? 0) as ItemId,
      similarity: found.similarity,
    }));
  }

  /** Does the most urgent thing; false when nothing is left. */
  async #turn(): Promise<Outcome<boolean>> {
    // Asked before anything is read: what changes in between is learned twice rather than never.
    if (this.#changes.takeLesson()) this.#isSettled = false;
    const project = await getProject(this.projectId);
    if (!project) return failure('not-found', 'the collection is gone');
    await this.#tryAgainWhereAllowed();
    const serving = project.servingRun ? await getRun(project.servingRun) : undefined;
    const table = await this.#table(serving?.backbone ?? project.backbone);
    if (!table.ok) return table;
    if (this.#serving !== table.value) this.#isSettled = false;
    this.#serving = table.value;

    if (!this.#isSettled) {
      const learned = await this.#refresh(project, serving, table.value);
      if (!learned.ok) return learned;
      this.#isSettled = true;
      if (learned.value) return learned;
    }
    const embedded = await this.#embed(table.value);
    if (!embedded.ok) return embedded;
    if (embedded.value !== 'nothing') {
      // With the last picture in, or as long as no head has been possible, there is more to learn from.
      this.#isSettled = embedded.value === 'more' && serving !== undefined;
      return success(true);
    }
    const [waiting] = await runsToServe(this.projectId);
    if (waiting) return this.#bringIn(project, waiting, serving);
    // With nothing else to do: so that the features are there sooner on the next visit.
    return success(await packFeatures(this.projectId, table.value.backbone));
  }

  /** What could not be had before is tried again once the person has allowed something. */
  async #tryAgainWhereAllowed(): Promise<void> {
    const at = await latestAllowance(this.projectId);
    if (at === this.#allowedAt) return;
    this.#allowedAt = at;
    for (const table of this.#tables.values()) table.outOfReach.clear();
  }

  async #table(hash: BackboneHash): Promise<Outcome<FeatureTable>> {
    const known = this.#tables.get(hash);
    if (known) return success(known);
    const backbone = await this.engine.backbone(hash);
    if (!backbone.ok) return backbone;
    const table = await FeatureTable.read(this.projectId, hash, backbone.value.dims);
    this.#tables.set(hash, table);
    return success(table);
  }

  /** Embeds for one turn. */
  async #embed(table: FeatureTable): Promise<Outcome<'nothing' | 'more' | 'last'>> {
    const items = await this.#members.all();
    const missing = items.filter((itemId) => table.lacks(itemId));
    const unreached = table.outOfReach.size;
    if ((this.#status.unreached ?? 0) !== unreached) this.#tell({ unreached });
    if (missing.length === 0) return success('nothing');
    const backbone = await this.engine.backbone(table.backbone);
    if (!backbone.ok) return backbone;
    const total = items.length;
    if (this.#status.activity !== 'embedding') {
      const progress = { done: table.length, total, secondsLeft: null };
      this.#tell({ activity: 'embedding', progress });
    }
    const begun = performance.now();
    const done = await embedSome(
      this.projectId,
      backbone.value,
      table,
      missing,
      turnMs,
      this.signal,
    );
    if (!done.ok) return done;
    const secondsEach = (performance.now() - begun) / 1000 / Math.max(1, done.value);
    const left = missing.length - done.value;
    const secondsLeft = Math.round(secondsEach * left);
    const progress = { done: table.length, total, secondsLeft };
    this.#tell({ activity: 'embedding', progress, unreached: table.outOfReach.size });
    return success(left > 0 ? 'more' : 'last');
  }

  /** Learns from the decisions as they stand; false when there is too little to learn from. */
  async #refresh(
    project: Project,
    serving: Run | undefined,
    table: FeatureTable,
  ): Promise<Outcome<boolean>> {
    const known = await whatIsKnown(project, table);
    this.#decided = known ? [...known.set.pool.rows, ...known.set.check.rows] : [];
    if (!known) return success(false);
    if (this.#status.activity !== 'embedding') this.#tell({ activity: 'learning', progress: null });
    const run = serving ?? (await this.#firstRun(project, table.backbone));
    const learned = await learn(project, run, known, table, this.signal);
    if (!learned.ok) return learned;
    const open = await this.#members.openPool();
    const change = refreshOf(learned.value);
    const predictions = packPredictions(
      project,
      { id: run.id, number: run.number, ...change },
      learned.value.head,
      table,
      learned.value.probabilities,
      open.flatMap((itemId) => table.rowOf(itemId) ?? []),
    );
    await publishRefresh(learned.value.head, change, learned.value.measurement, predictions);
    return success(true);
  }

  #firstRun(project: Project, backbone: BackboneHash): Promise<Run> {
    return createRun(project.id, {
      recipe: { kind: 'head', settings: { l2: 'auto', balance: true } },
      seed: project.seed,
      startedFrom: backbone,
      snapshotId: null,
      device: this.#status.device ? describeDevice(this.#status.device) : '',
      appVersion,
      status: 'done',
    });
  }

  /** Embeds for a waiting run, fits its head, and lets the gate decide whether it serves. */
  async #bringIn(project: Project, run: Run, serving: Run | undefined): Promise<Outcome<boolean>> {
    const table = await this.#table(run.backbone);
    if (!table.ok) {
      await updateRun(run.id, { status: 'failed', problem: table.problem, finishedAt: Date.now() });
      return success(true);
    }
    const embedded = await this.#embed(table.value);
    if (!embedded.ok) return embedded;
    if (embedded.value !== 'nothing') return success(true);

    const known = await firstLesson(project, run, table.value);
    const learned = known
      ? await learn(project, run, known, table.value, this.signal)
      : failure('too-few-examples');
    if (!learned.ok && learned.problem.kind === 'aborted') return learned;
    const finishedAt = Date.now();
    if (!learned.ok) {
      await updateRun(run.id, { status: 'failed', problem: learned.problem, finishedAt });
      return success(true);
    }
    const before = serving ? await this.#scoreServing(project, serving) : null;
    // A repetition never asks to serve, so nothing has to hold it.
    const isRival = run.recreates === null;
    const held = isRival ? verdictOn(project, learned.value.benchmark, before) : null;
    const { head, measurement, probabilities } = learned.value;
    const change = {
      ...refreshOf(learned.value),
      ...{ status: 'done' as const, finishedAt, held },
      firstFit: run.snapshotId
        ? await firstFitOf(project, head, table.value, probabilities)
        : run.firstFit,
    };
    await settleRun(head, change, measurement);
    return success(true);
  }

  /** The serving run's answers on the benchmark, by its latest head. */
  async #scoreServing(project: Project, serving: Run) {
    const table = this.#tables.get(serving.backbone);
    const stored = await getHead(serving.id);
    const known = table && (await whatIsKnown(project, table));
    if (!table || !stored || !known) return null;
    const probabilities = await predictAll(stored.head, table);
    return scoreBenchmark(project, known.set, stored.labelIds, table, probabilities);
  }

  #tell(change: Partial<MachineStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.report(this.#status);
  }
}
