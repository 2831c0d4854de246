/** What a project or a file of labels from another tool holds, in sentences. */
import { count, number } from './numbers';
import type { Task } from '../collection/records';
import { leftOutWords } from './imported-label-words';
import type { AnswersSurvey, LabelSurvey } from '../workers/protocol/label-import';
import type { LabelFile, ProjectFile } from '../intake/open-archives';

/** More names than these are counted. */
const namesShown = 8;

export function offerTitle(offered: readonly (LabelFile | ProjectFile)[]): string {
  const tools = new Set(
    offered.map((one) => (one.kind === 'project' ? 'Teachable Machine' : one.survey.tool)),
  );
  const [only] = tools;
  return tools.size === 1 && only
    ? `Import labels from ${only}?`
    : 'Import labels from other tools?';
}

export function projectWords({ samples }: ProjectFile): string[] {
  const classes = [...new Set(samples.flatMap(({ className }) => className ?? []))];
  const decided = samples.filter(({ className }) => className !== null).length;
  return [
    `A project of Teachable Machine: ${count(samples.length, 'picture', 'pictures')}, ${count(decided, 'decision', 'decisions')}.`,
    labelWords(classes),
  ];
}

/** `meant`: what the question that is meant was answered with, where there are several. */
export function surveyWords(
  survey: LabelSurvey,
  task: Task,
  meant: AnswersSurvey = survey,
): string[] {
  const { pictures, leftOut } = survey;
  const { decided, several, labels } = meant;
  const said = [
    `Covers ${count(pictures, 'picture', 'pictures')}, ${number(decided)} of them labelled by a person.`,
    labelWords(labels),
  ];
  if (several > 0 && task === 'single')
    said.push(
      `${count(several, 'picture has', 'pictures have')} several labels there. Here a picture has one, so ${several === 1 ? 'it stays' : 'they stay'} open.`,
    );
  return [...said, ...leftOutWords(leftOut)];
}

function labelWords(labels: readonly string[]): string {
  if (labels.length === 0) return 'No labels.';
  const names = labels.slice(0, namesShown).join(', ');
  const others = labels.length - namesShown;
  const rest = others > 0 ? ` and ${count(others, 'other', 'others')}` : '';
  return `${count(labels.length, 'label', 'labels')}: ${names}${rest}.`;
}
