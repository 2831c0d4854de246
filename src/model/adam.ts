/** Adam (Kingma and Ba 2015), written out so that a run can be stopped and go on exactly where it was. */
import * as tf from '@tensorflow/tfjs-core';

const decay = { mean: 0.9, square: 0.999 };
const epsilon = 1e-7;

/** A weight that is trained, under a name that outlives a reload. */
export interface Trained {
  key: string;
  variable: tf.Variable;
  /** Multiplies the learning rate. */
  pace: number;
}

interface Moments {
  mean: tf.Variable;
  square: tf.Variable;
}

export class Adam {
  private readonly moments = new Map<string, Moments>();

  /**
   * @param steps Steps taken so far. @param saved Moments of those steps by key, each the mean and then
   *   the mean square of its gradient; empty for a beginning.
   */
  constructor(
    private readonly trained: readonly Trained[],
    private steps = 0,
    saved: Record<string, Float32Array> = {},
  ) {
    for (const { key, variable } of trained) {
      const moment = (part: string) =>
        tf.tidy(() => {
          const values = saved[`${key}/${part}`];
          const start = values ? tf.tensor(values, variable.shape) : tf.zerosLike(variable);
          return tf.variable(start, false);
        });
      this.moments.set(key, { mean: moment('mean'), square: moment('square') });
    }
  }

  /** Moves every weight against its gradient. @param gradients By the variable's own name. */
  step(gradients: tf.NamedTensorMap, learningRate: number): void {
    this.steps++;
    // The corrections for having begun at zero, put into the rate.
    const correction = Math.sqrt(1 - decay.square ** this.steps) / (1 - decay.mean ** this.steps);
    for (const { key, variable, pace } of this.trained) {
      const gradient = gradients[variable.name];
      if (gradient === undefined) continue;
      const { mean, square } = this.moments.get(key)!;
      tf.tidy(() => {
        mean.assign(blend(mean, gradient, decay.mean));
        square.assign(blend(square, tf.square(gradient), decay.square));
        const change = tf.div(mean, tf.add(tf.sqrt(square), epsilon));
        const rate = learningRate * pace * correction;
        variable.assign(tf.sub(variable, tf.mul(change, rate)));
      });
    }
  }

  /** The moments, to be handed to the constructor again. */
  tensors(): Record<string, tf.Variable> {
    return Object.fromEntries(
      [...this.moments].flatMap(([key, { mean, square }]) => [
        [`${key}/mean`, mean],
        [`${key}/square`, square],
      ]),
    );
  }

  dispose(): void {
    for (const { mean, square } of this.moments.values()) tf.dispose([mean, square]);
  }
}

function blend(old: tf.Tensor, fresh: tf.Tensor, keep: number): tf.Tensor {
  return tf.add(tf.mul(old, keep), tf.mul(fresh, 1 - keep));
}
