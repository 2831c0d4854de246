/** Runs tasks some at a time. */

/**
 * Starts the tasks in their order, at most `lanes` at once. One whose `after` names another starts only
 * once that has ended; those behind it go ahead meanwhile.
 *
 * @param run Must not reject: what fails is for it to count.
 * @throws When tasks wait for one that is not among them, or for each other.
 */
export async function inLanes<Task>(
  tasks: readonly { task: Task; after?: Task }[],
  lanes: number,
  run: (task: Task) => Promise<void>,
): Promise<void> {
  const waiting = [...tasks];
  const ended = new Set<Task>();
  const running = new Set<Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    const ready = waiting.findIndex(({ after }) => after === undefined || ended.has(after));
    if (ready >= 0 && running.size < lanes) {
      const { task } = waiting.splice(ready, 1)[0]!;
      const done = run(task).then(() => {
        ended.add(task);
        running.delete(done);
      });
      running.add(done);
    } else if (running.size > 0) await Promise.race(running);
    else throw new Error('The tasks that are left wait for what never runs.');
  }
}
