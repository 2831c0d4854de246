/**
 * Hands pictures to a worker that knows how to read them, one at a time, and ends it with whatever does
 * not come to an end. Neither a heap of JavaScript nor one of WebAssembly can be bounded from outside, so
 * the time is: what grows for ever is gone before it has taken everything.
 */
import { failure, success, type Outcome } from '../outcome';
import type { ForeignAnswer, ForeignRequest } from './foreign.worker';
import type { Decoded, ForeignPicture } from './read-foreign';

/** Seconds it may take. */
export interface Patience {
  /** To load the decoders, over a slow line. */
  readonly loading: number;
  /** To decode, whatever it is, and for each million pixels. */
  readonly decoding: number;
  readonly perMegapixel: number;
}

const usual: Patience = { loading: 300, decoding: 20, perMegapixel: 1 };

export class ForeignDecoder {
  #worker: Worker | null = null;
  /** What the worker has already. */
  #held: WeakRef<Uint8Array> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly hire: () => Worker,
    private readonly patience: Patience = usual,
  ) {}

  /**
   * The caller closes the bitmap. Fails with 'undecodable-image', and with 'runaway-image' when it took
   * too long; the next picture then has a new worker.
   * @param megapixels What its header says.
   */
  decode(picture: ForeignPicture, megapixels: number): Promise<Outcome<Decoded>> {
    const turn = this.#last.then(() => this.#decode(picture, megapixels));
    this.#last = turn;
    return turn;
  }

  async #decode(picture: ForeignPicture, megapixels: number): Promise<Outcome<Decoded>> {
    const { decoding, perMegapixel } = this.patience;
    const answer = await this.#ask(picture, decoding + perMegapixel * megapixels);
    if (answer.is === 'done') {
      if (megapixels > heavy) this.dismiss();
      return success({ image: answer.image, remarks: answer.remarks });
    }
    if (answer.is === 'refused' && answer.isFit && megapixels <= heavy)
      return failure('undecodable-image', undefined, plain(answer.reason));
    this.dismiss();
    return answer.is === 'refused'
      ? failure('undecodable-image', undefined, plain(answer.reason))
      : failure('runaway-image');
  }

  dismiss(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#held = null;
  }

  #ask(
    picture: ForeignPicture,
    seconds: number,
  ): Promise<Exclude<ForeignAnswer, { is: 'begun' }> | { is: 'late' }> {
    const worker = (this.#worker ??= this.hire());
    return new Promise((resolve) => {
      const late = () => end({ is: 'late' });
      let alarm = setTimeout(late, this.patience.loading * 1000);
      const end = (answer: Exclude<ForeignAnswer, { is: 'begun' }> | { is: 'late' }) => {
        clearTimeout(alarm);
        worker.onmessage = null;
        worker.onerror = null;
        resolve(answer);
      };
      worker.onmessage = ({ data }: MessageEvent<ForeignAnswer>) => {
        if (data.is !== 'begun') return end(data);
        clearTimeout(alarm);
        alarm = setTimeout(late, seconds * 1000);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        end({ is: 'refused', isFit: false, reason: event.message });
      };
      const isHeld = this.#held?.deref() === picture.bytes;
      this.#held = new WeakRef(picture.bytes);
      worker.postMessage({
        ...picture,
        bytes: isHeld ? null : picture.bytes,
      } satisfies ForeignRequest);
    });
  }
}

/** Megapixels from which the memory a picture took is given back at once. */
const heavy = 20;

/** ImageMagick ends its sentences with names and lines of its own source. */
function plain(reason: string): string {
  return (reason.split('\n')[0] ?? '').replace(/ (`|@ ).*$/, '');
}
