import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { DataChecks, PairVerdict } from '../../../src/collection/assessment-records';
import { knownAssessment, putAssessment } from '../../../src/collection/assessments';
import { database } from '../../../src/collection/database';
import { latestDecisionId } from '../../../src/collection/decisions';
import { deleteProject } from '../../../src/collection/projects';
import type { ActId } from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin, picture } from './stage';
import { addItems } from '../../../src/collection/items';

eachOnAnEmptyDatabase();

const checks = (items: number, verdicts: PairVerdict[] = []): DataChecks => ({
  ...{ items, labels: [], unreadable: [], tiny: [], pairs: [], straddling: [], shift: [] },
  verdicts,
});

describe('an assessment', () => {
  it('is unknown until somebody looks', async () => {
    const { id } = await begin();
    expect(await knownAssessment(id, 'data-checks')).toBeNull();
  });

  it('is out of date after another decision', async () => {
    const { id } = await begin();
    const [one, two] = await addPictures(id, 2);
    const [map] = await addLabels(id, 'Map');
    await answer(id, one!, as(map!));
    await putAssessment(id, 'baselines', await latestDecisionId(id), {
      ...{ run: null, n: 0, methods: [] },
    });
    expect(await knownAssessment(id, 'baselines')).toMatchObject({ isOutdated: false });
    await answer(id, two!, as(map!));
    expect(await knownAssessment(id, 'baselines')).toMatchObject({ isOutdated: true });
  });

  it('of the data is out of date after more pictures came in', async () => {
    const { id } = await begin();
    await addPictures(id, 2);
    await putAssessment(id, 'data-checks', await latestDecisionId(id), checks(2));
    expect(await knownAssessment(id, 'data-checks')).toMatchObject({ isOutdated: false });
    await addItems(id, [picture(9)]);
    expect(await knownAssessment(id, 'data-checks')).toMatchObject({ isOutdated: true });
  });

  it('keeps what the person said about pairs when it is made again', async () => {
    const { id } = await begin();
    const [one, two] = await addPictures(id, 2);
    const verdict: PairVerdict = {
      ...{ actId: 'act' as ActId, at: 1, by: 'Ada', says: 'different', before: [] },
      itemIds: [one!, two!],
    };
    const latest = await latestDecisionId(id);
    await database.assessments.put({
      ...{ projectId: id, kind: 'data-checks', at: 1, learnedUpTo: latest },
      result: checks(2, [verdict]),
    });
    await putAssessment(id, 'data-checks', latest, checks(2));
    expect((await knownAssessment(id, 'data-checks'))?.result.verdicts).toEqual([verdict]);
  });

  it('is not kept for a collection that was deleted meanwhile', async () => {
    const { id } = await begin();
    await deleteProject(id);
    await putAssessment(id, 'data-checks', await latestDecisionId(id), checks(0));
    expect(await database.assessments.count()).toBe(0);
  });
});
