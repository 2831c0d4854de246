/** What became of a file of labels, a sentence each. */
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
  const said = [taken === 0 ? 'Nothing was taken.' : `${counted(taken, 'picture')} decided.`];
  if (newLabels.length > 0)
    said.push(`${counted(newLabels.length, 'new label')}: ${listed(newLabels)}.`);
  if (decidedHere > 0)
    said.push(`${counted(decidedHere, 'row')} left aside: decided here already.`);
  if (repeated > 0) said.push(`${counted(repeated, 'row')} left aside: said once more.`);
  if (contradictory.count > 0)
    said.push(
      `${counted(contradictory.count, 'row')} of pictures that the file says different things about; they stay open: ${namesOf(contradictory)}.`,
    );
  if (unknown > 0) said.push(`${counted(unknown, 'row')} of pictures that are not here.`);
  if (ambiguous > 0)
    said.push(`${counted(ambiguous, 'row')} of names that several pictures go by.`);
  if (withoutAnswer > 0)
    said.push(`${counted(withoutAnswer, 'row')} without a person’s answer that fits here.`);
  return [...said, ...notUniqueWords(leftOut), ...brokenWords(leftOut)];
}

/** What of a file has no place here, before anything is taken. */
export function leftOutWords(left: LeftOut): string[] {
  const lines: [number, string, string][] = [
    [left.regions, 'box or outline', 'boxes and outlines'],
    [left.predictions, 'answer of a model', 'answers of models'],
    [left.cancelled, 'answer that was given up', 'answers that were given up'],
    [left.further, 'further answer on the same picture', 'further answers on the same pictures'],
    [left.otherKinds, 'text, rating or the like', 'texts, ratings and the like'],
    [left.repeated, 'entry that is there twice', 'entries that are there twice'],
  ];
  const parts = lines
    .filter(([n]) => n > 0)
    .map(([n, one, many]) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`);
  const said = parts.length === 0 ? [] : [`Left out: ${parts.join('; ')}.`];
  return [...said, ...notUniqueWords(left), ...brokenWords(left)];
}

/** The questions of a file, for a choice among them; tags may come from all together. */
export function questionOptions({ questions }: LabelSurvey, task: Task) {
  const options = questions.map(({ name, decided, labels }) => {
    const some = labels.slice(0, 3).join(', ');
    return {
      value: name,
      label: `${name || 'without a name'} (${decided.toLocaleString('en')}: ${some})`,
    };
  });
  return task === 'tags' ? [{ value: '', label: 'All of them together' }, ...options] : options;
}

function notUniqueWords({ notUnique, onNotUnique }: LeftOut): string[] {
  if (notUnique.count === 0) return [];
  const said =
    onNotUnique > 0 ? ` What is said of them (${counted(onNotUnique, 'time')}) is not taken.` : '';
  return [
    `Not taken: ${counted(notUnique.count, 'entry', 'entries')} whose number others have, too: ${namesOf(notUnique)}.${said}`,
  ];
}

function brokenWords({ broken }: LeftOut): string[] {
  if (broken.count === 0) return [];
  const names = broken.names.length > 0 ? `: ${namesOf(broken)}` : '';
  return [
    `Not taken: ${counted(broken.count, 'entry', 'entries')} that ${broken.count === 1 ? 'names no picture or makes' : 'name no picture or make'} no sense${names}.`,
  ];
}

/** More names than these are counted. */
const shown = 8;

function namesOf({ count, names }: NamedCount): string {
  return listed(names, count);
}

function listed(names: readonly string[], count = names.length): string {
  const said = names.slice(0, shown);
  const more = count - said.length;
  return more > 0 ? `${said.join('; ')} and ${more.toLocaleString('en')} more` : said.join('; ');
}

function counted(n: number, noun: string, nouns = `${noun}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? noun : nouns}`;
}
