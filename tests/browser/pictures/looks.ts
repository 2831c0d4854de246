/** What a file looks like once it has come in. */
import { decode } from '../../../src/pictures/decode';
import { inspect } from '../../../src/pictures/inspect';

export interface Seen {
  width: number;
  height: number;
  remarks: string[];
  /** [red, green, blue] of the pixels asked for. */
  at: (x: number, y: number) => number[];
}

/** Throws the problem of what does not come in. */
export async function seen(file: File): Promise<Seen> {
  const inspected = await inspect(file);
  if (!inspected.ok) throw new Error(JSON.stringify(inspected.problem));
  const decoded = await decode(inspected.value);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problem));
  const { image, remarks } = decoded.value;
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return {
    width,
    height,
    remarks: remarks.map(({ kind }) => kind),
    at: (x, y) => [...data.slice((y * width + x) * 4, (y * width + x) * 4 + 3)],
  };
}

/** Why a file does not come in: the kind of problem, and what is said of it. */
export async function refusal(file: File): Promise<[string, string?]> {
  const inspected = await inspect(file);
  const outcome = inspected.ok ? await decode(inspected.value) : inspected;
  if (outcome.ok) throw new Error('It came in.');
  const { kind, detail } = outcome.problem;
  return detail === undefined ? [kind] : [kind, detail];
}
