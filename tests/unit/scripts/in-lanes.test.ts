import { describe, expect, it } from 'vitest';
import { inLanes } from '../../../scripts/in-lanes';

/** Runs the tasks; returns what happened, in order. */
async function story(
  tasks: readonly { task: string; after?: string }[],
  lanes: number,
): Promise<string[]> {
  const said: string[] = [];
  await inLanes(tasks, lanes, async (task) => {
    said.push(`${task} begins`);
    // As many turns as its name is long.
    for (let turn = 0; turn < task.length; turn += 1) await Promise.resolve();
    said.push(`${task} ends`);
  });
  return said;
}

describe('tasks in lanes', () => {
  it('run one after another in one lane', async () => {
    expect(await story([{ task: 'build' }, { task: 'size' }], 1)).toEqual([
      ...['build begins', 'build ends', 'size begins', 'size ends'],
    ]);
  });

  it('run no more at once than there are lanes', async () => {
    const said = await story([{ task: 'a' }, { task: 'longer' }, { task: 'b' }], 2);
    expect(said).toEqual([
      ...['a begins', 'longer begins', 'a ends', 'b begins', 'b ends', 'longer ends'],
    ]);
  });

  it('wait for the one they come after, and let others go ahead', async () => {
    const said = await story(
      [{ task: 'build' }, { task: 'journeys', after: 'build' }, { task: 'lint' }],
      2,
    );
    expect(said.slice(0, 2)).toEqual(['build begins', 'lint begins']);
    expect(said.indexOf('journeys begins')).toBeGreaterThan(said.indexOf('build ends'));
    expect(said).toHaveLength(6);
  });

  it('that wait for what never runs are an error, not a silent end', async () => {
    await expect(story([{ task: 'size', after: 'build' }], 2)).rejects.toThrow('never runs');
  });
});
