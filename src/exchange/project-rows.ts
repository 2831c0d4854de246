/**
 * What a row of each table must look like before it may enter the database from a file. Whatever the
 * app indexes, computes with or shows is checked; what it only carries along is let through.
 */
import * as v from 'valibot';
import { labelledRows } from './labelled-rows';
import { learnedRows } from './learned-rows';

const schemas = { ...labelledRows, ...learnedRows } as const;

export type FileTable = keyof typeof schemas;
export type FileRow<Table extends FileTable> = v.InferOutput<(typeof schemas)[Table]>;

/** The row, or the reason why it is none, in the validator's words. */
export function checkRow<Table extends FileTable>(
  table: Table,
  row: unknown,
): { row: FileRow<Table> } | { reason: string } {
  const parsed = v.safeParse(schemas[table], row);
  return parsed.success ? { row: parsed.output } : { reason: v.summarize(parsed.issues) };
}
