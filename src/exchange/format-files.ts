/** What the writer of one model format hands over: its files, and what a README must say about them. */
import type { ArchiveFile } from './zip-archive';

export interface FormatFiles {
  files: ArchiveFile[];
  usage: FormatUsage;
}

/** A format in words, as lines of Markdown. */
export interface FormatUsage {
  /** "ONNX, opset 18". */
  name: string;
  /** One line a file. */
  files: string[];
  /** What a picture must look like. */
  input: string[];
  /** How to use it: sections, each with its own heading. */
  examples: string[][];
  /** The program that opened the finished file and asked it, with its version. */
  checkedWith: string;
}

/** A section with a heading and a piece of code. */
export function codeSection(title: string, language: string, lines: readonly string[]): string[] {
  return [title, '', `\`\`\`${language}`, ...lines, '```'];
}

/** How a picture becomes the square that every format but those with a way in of their own expects. */
export const squashed = [
  'The whole picture is scaled to the square: proportions are not kept, nothing is cropped. Scale down with',
  'averaging (a canvas with high smoothing quality, in two steps), not by picking single pixels. Transparency',
  'becomes white. The orientation stored in a photograph is applied first.',
];
