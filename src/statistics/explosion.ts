/** Notices a training loss that runs away long before it stops being a number. */

/** A loss this many times that of plain guessing is no longer bad luck with a few pictures. */
const tooMuch = 4;
const memory = 0.8;
/** Steps before which nothing is concluded. */
const patience = 3;

export class ExplosionWatch {
  private steps = 0;
  private average = 0;

  /** @param guessing Loss of an answer that knows nothing: log of the number of classes, in nats. */
  constructor(private readonly guessing: number) {}

  /** Takes in the loss of one more step. True when the running average has left all bounds. */
  hasExploded(loss: number): boolean {
    this.steps++;
    this.average = memory * this.average + (1 - memory) * loss;
    const smoothed = this.average / (1 - memory ** this.steps);
    return this.steps >= patience && smoothed > tooMuch * this.guessing;
  }
}
