/** What became of a file of labels, a sentence each. */
import { count, number } from './numbers';
import type { Task } from '../collection/records';
import type {
  LabelsBrought,
  LabelSurvey,
  LeftOut,
  NamedCount,
} from '../workers/protocol/label-import';

export function broughtWords(brought: LabelsBrought): string[] {
  const { taken, decidedHere, repeated, contradictory, unknown } = brought;
  const { ambiguous, withoutAnswer, newLabels, leftOut } = brought;
  const said = [taken === 0 ? 'No labels were imported.' : `${count(taken, 'picture')} decided.`];
  if (newLabels.length > 0)
    said.push(`${count(newLabels.length, 'new label')}: ${listed(newLabels)}.`);
  if (decidedHere > 0) said.push(`${count(decidedHere, 'row')} skipped: already decided here.`);
  if (repeated > 0) said.push(`${count(repeated, 'row')} skipped: listed twice.`);
  if (contradictory.count > 0)
    said.push(
      `${count(contradictory.count, 'row')} that contradict each other; the pictures stay open: ${namesOf(contradictory)}.`,
    );
  if (unknown > 0) said.push(`${count(unknown, 'row')} of pictures that are not here.`);
  if (ambiguous > 0)
    said.push(`${count(ambiguous, 'row')} with a name that several pictures here share.`);
  if (withoutAnswer > 0)
    said.push(`${count(withoutAnswer, 'row')} without a usable answer from a person.`);
  return [...said, ...notUniqueWords(leftOut), ...brokenWords(leftOut)];
}

/** What of a file has no place here, before anything is taken. */
export function leftOutWords(left: LeftOut): string[] {
  const lines: [number, string, string][] = [
    [left.regions, 'box or outline', 'boxes and outlines'],
    [left.predictions, 'prediction of a model', 'predictions of models'],
    [left.cancelled, 'discarded answer', 'discarded answers'],
    [left.further, 'further answer on the same picture', 'further answers on the same pictures'],
    [left.otherKinds, 'text, rating or similar', 'texts, ratings and similar'],
    [left.repeated, 'entry listed twice', 'entries listed twice'],
  ];
  const parts = lines.filter(([n]) => n > 0).map(([n, one, many]) => count(n, one, many));
  const said = parts.length === 0 ? [] : [`Left out: ${parts.join('; ')}.`];
  return [...said, ...notUniqueWords(left), ...brokenWords(left)];
}

/** The questions of a file, for a choice among them; tags may come from all together. */
export function questionOptions({ questions }: LabelSurvey, task: Task) {
  const options = questions.map(({ name, decided, labels }) => {
    const some = labels.slice(0, 3).join(', ');
    return {
      value: name,
      label: `${name || 'without a name'} (${number(decided)}: ${some})`,
    };
  });
  return task === 'tags' ? [{ value: '', label: 'All of them together' }, ...options] : options;
}

function notUniqueWords({ notUnique, onNotUnique }: LeftOut): string[] {
  if (notUnique.count === 0) return [];
  const said = onNotUnique > 0 ? ` ${count(onNotUnique, 'answer')} about them not taken.` : '';
  return [
    `Not taken: ${count(notUnique.count, 'entry', 'entries')} whose number is not unique: ${namesOf(notUnique)}.${said}`,
  ];
}

function brokenWords({ broken }: LeftOut): string[] {
  if (broken.count === 0) return [];
  const names = broken.names.length > 0 ? `: ${namesOf(broken)}` : '';
  return [
    `Not taken: ${count(broken.count, 'entry', 'entries')} that ${broken.count === 1 ? 'names no picture or makes' : 'name no picture or make'} no sense${names}.`,
  ];
}

/** More names than these are counted. */
const shown = 8;

function namesOf({ count: total, names }: NamedCount): string {
  return listed(names, total);
}

function listed(names: readonly string[], total = names.length): string {
  const said = names.slice(0, shown);
  const more = total - said.length;
  return more > 0 ? `${said.join('; ')} and ${number(more)} more` : said.join('; ');
}
