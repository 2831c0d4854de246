/**
 * What is known of a picture beside its pixels: from a manifest, a table, the file itself. A table of
 * its own, because whoever draws a grid or trains a head has no use for it.
 */
import type { Answer, DecisionSource, Item, ItemId, LabelId, ProjectId } from './records';

/** One line of a record. The same name may come more than once. */
export interface RecordField {
  readonly name: string;
  readonly value: string;
}

/** Where the whole picture can be asked for again; `service` is the id of a IIIF image service. */
export type RemoteImage =
  | { readonly kind: 'iiif'; readonly service: string }
  | { readonly kind: 'url'; readonly url: string };

export interface ItemRecord {
  readonly itemId: ItemId;
  readonly projectId: ProjectId;
  /** What names the picture where it comes from (a canvas id, an address, a path in an archive); '' for a file. */
  readonly source: string;
  readonly remote: RemoteImage | null;
  readonly fields: RecordField[];
}

/** As it comes in. */
export type NewRecord = Pick<ItemRecord, 'source' | 'remote' | 'fields'>;

/** What comes along with a picture. */
export interface Attachments {
  record: NewRecord | null;
  /** Items of one group share a role; null for a group of its own. */
  group: string | null;
  /** A decision that was made elsewhere; `by` is '' for the person at work here. */
  decision: { answer: Answer; source: DecisionSource; by: string } | null;
}

/** For a picture that comes in with its label, given by the folder it lay in; null without a label. */
export function decidedByFolder(labelId: LabelId | undefined): Attachments | null {
  if (labelId === undefined) return null;
  const answer = { kind: 'labels' as const, labelIds: [labelId] };
  return { record: null, group: null, decision: { answer, source: 'folder', by: '' } };
}

export const bareRecord: NewRecord = { source: '', remote: null, fields: [] };

export function recordFor(
  { id, projectId }: Pick<Item, 'id' | 'projectId'>,
  { source, remote, fields }: NewRecord,
): ItemRecord {
  return { itemId: id, projectId, source, remote, fields };
}
