/** The log of decisions in numbers: who, how many, how, and with which help. */
import { walkBack } from '../../collection/decision-log';
import type {
  ActId,
  Answer,
  DecisionSource,
  ItemId,
  LabelId,
  ProjectId,
} from '../../collection/records';
import type { CollectionFacts } from '../../exchange/collection-facts';

type Facts = Pick<CollectionFacts, 'annotators' | 'decisions'>;

/** Every answer that was not taken back counts, also where a later one stands in its place. */
export async function decisionFacts(projectId: ProjectId): Promise<Facts> {
  // By item: an act may have been taken back on some of its items alone.
  const undone = new Set<string>();
  const people = new Map<string, CollectionFacts['annotators'][number]>();
  const sources = new Map<DecisionSource, number>();
  const times: number[] = [];
  let [given, takenBack, withSuggestion, followed] = [0, 0, 0, 0];
  await walkBack({ projectId }, (event) => {
    if (undone.has(keyOf(event.actId, event.itemId))) {
      if (event.kind === 'answer') takenBack += 1;
      return true;
    }
    if (event.kind === 'undo') {
      undone.add(keyOf(event.undoes, event.itemId));
      return true;
    }
    const { by: name, at, source, suggestion, answer, tookMs } = event;
    given += 1;
    sources.set(source, (sources.get(source) ?? 0) + 1);
    if (tookMs !== null) times.push(tookMs);
    if (suggestion?.shown) {
      withSuggestion += 1;
      if (isSame(suggestion.labelIds, answer)) followed += 1;
    }
    const person = people.get(name) ?? { name, decisions: 0, first: at, last: at };
    person.decisions += 1;
    person.first = Math.min(person.first, at);
    person.last = Math.max(person.last, at);
    people.set(name, person);
    return true;
  });
  times.sort((one, other) => one - other);
  return {
    annotators: [...people.values()].sort((one, other) => other.decisions - one.decisions),
    decisions: {
      given,
      takenBack,
      sources: [...sources]
        .map(([source, answers]) => ({ source, answers }))
        .sort((one, other) => other.answers - one.answers),
      withSuggestion,
      followed,
      medianMs: times[times.length >> 1] ?? null,
    },
  };
}

function keyOf(actId: ActId, itemId: ItemId): string {
  return `${actId} ${itemId}`;
}

function isSame(suggested: readonly LabelId[], answer: Answer): boolean {
  const chosen = answer.kind === 'labels' ? answer.labelIds : [];
  return (
    (answer.kind === 'labels' || answer.kind === 'none') &&
    chosen.length === suggested.length &&
    chosen.every((id) => suggested.includes(id))
  );
}
