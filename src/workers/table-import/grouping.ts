/** Groups by a rule: by folder, by a part of the name, by a field of the record. */
import { activeLabels, listLabels } from '../../collection/labels';
import { getProject } from '../../collection/projects';
import type { Item, ItemId, ProjectId } from '../../collection/records';
import { labelledByFolder, regroup, type Regrouped } from '../../collection/regrouping';
import { guardQuota } from '../../collection/storage';
import { failure, success, type Outcome } from '../../outcome';
import type { GroupPreview, GroupRule } from '../protocol/table-import';
import { groupsThatAreLabels } from './groups-and-labels';
import { describedPages } from './match-rows';

/** Groups shown as examples, and pictures named in each. */
const shownGroups = 5;
const shownPictures = 4;

interface Sorted {
  /** Bare names, as people read them. */
  groups: Map<string, { ids: ItemId[]; pictures: string[] }>;
  pictures: number;
  fields: Set<string>;
  areLabels: string[];
}

export async function previewGroups(
  projectId: ProjectId,
  rule: GroupRule,
  signal: AbortSignal,
): Promise<Outcome<GroupPreview>> {
  const sorted = await sort(projectId, rule, signal);
  if (!sorted.ok) return sorted;
  const { groups, pictures, fields, areLabels } = sorted.value;
  const shared = [...groups].filter(([, { ids }]) => ids.length > 1);
  shared.sort(([, a], [, b]) => b.ids.length - a.ids.length);
  const grouped = shared.reduce((sum, [, { ids }]) => sum + ids.length, 0);
  return success({
    pictures,
    groups: shared.length,
    largest: shared[0]?.[1].ids.length ?? 0,
    alone: pictures - grouped,
    examples: shared.slice(0, shownGroups).map(([name, group]) => {
      return { name, size: group.ids.length, pictures: group.pictures };
    }),
    areLabels,
    fields: [...fields].sort((a, b) => a.localeCompare(b)),
  });
}

export async function group(
  projectId: ProjectId,
  rule: GroupRule,
  signal: AbortSignal,
): Promise<Outcome<Regrouped>> {
  const sorted = await sort(projectId, rule, signal);
  if (!sorted.ok) return sorted;
  const { groups, areLabels } = sorted.value;
  if (areLabels.length > 0) return failure('groups-are-labels', areLabels.slice(0, 5).join(', '));
  const groupOf = new Map<ItemId, string>();
  for (const [name, { ids }] of groups)
    for (const id of ids) groupOf.set(id, `${prefix(rule)} ${name}`);
  return guardQuota(() => regroup(projectId, groupOf, wordsFor(rule)));
}

/** A collection sorted by the rule; pictures it says nothing about are in no group. */
async function sort(
  projectId: ProjectId,
  rule: GroupRule,
  signal: AbortSignal,
): Promise<Outcome<Sorted>> {
  if ((await getProject(projectId)) === undefined)
    return failure('not-found', 'the collection is gone');
  const sorted: Sorted = { groups: new Map(), pictures: 0, fields: new Set(), areLabels: [] };
  const byFolder = rule.by === 'folder' ? await labelledByFolder(projectId) : new Set();
  const names: string[] = [];
  const giving = new Set<string>();
  for await (const page of describedPages(projectId)) {
    if (signal.aborted) return failure('aborted');
    for (const { item, record } of page) {
      const fields = record?.fields ?? [];
      for (const { name } of fields) sorted.fields.add(name);
      sorted.pictures += 1;
      const name = nameFor(rule, item, fields);
      if (name === '') continue;
      const bare = rule.by === 'folder' ? name.slice(name.lastIndexOf('/') + 1) : name;
      names.push(bare);
      if (byFolder.has(item.id)) giving.add(bare);
      put(sorted.groups, name, item);
    }
  }
  const labels = activeLabels(await listLabels(projectId));
  sorted.areLabels = [...new Set([...giving, ...groupsThatAreLabels(names, labels)])];
  return success(sorted);
}

function put(groups: Sorted['groups'], name: string, { id, name: picture }: Item): void {
  let known = groups.get(name);
  if (known === undefined) groups.set(name, (known = { ids: [], pictures: [] }));
  known.ids.push(id);
  if (known.pictures.length < shownPictures) known.pictures.push(picture);
}

function nameFor(
  rule: GroupRule,
  { folder, name }: Item,
  fields: readonly { name: string; value: string }[],
): string {
  if (rule.by === 'folder') return folder;
  if (rule.by === 'field')
    return fields.find((field) => field.name === rule.field)?.value.trim() ?? '';
  const stem = name.replace(/\.[a-z0-9]{2,5}$/i, '');
  const cut =
    rule.mark === ''
      ? -1
      : rule.at === 'first'
        ? stem.indexOf(rule.mark)
        : stem.lastIndexOf(rule.mark);
  return cut < 1 ? '' : stem.slice(0, cut);
}

/** Before the name of a group, so that a folder and a field of one name stay two groups. */
function prefix(rule: GroupRule): string {
  return rule.by === 'field' ? rule.field : rule.by;
}

function wordsFor(rule: GroupRule): string {
  if (rule.by === 'folder') return 'the folder';
  if (rule.by === 'field') return rule.field;
  return `the name up to the ${rule.at} “${rule.mark}”`;
}
