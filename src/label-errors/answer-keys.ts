/** One picture, one key: the keys of the places where labels are looked at again. */
import { tinykeys } from 'tinykeys';
import type { LabelId } from '../collection/records';
import { isForScreen, ownsEnter } from '../keyboard/key-targets';
import { characterOf, labelForKey } from '../keyboard/label-keys';

export interface AnswerCommands {
  choose(labelId: LabelId): void;
  enter(): void;
  undo(): void;
  /** Commands of a letter or sign, lower case. */
  letters: Readonly<Record<string, () => void>>;
  keys(): ReadonlyMap<LabelId, string>;
  areSingleKeysOn(): boolean;
}

/** Listens until the function it returns is called. */
export function listenForAnswers(target: Window, commands: AnswerCommands): () => void {
  const single = (event: KeyboardEvent) => {
    if (!commands.areSingleKeysOn() || !isForScreen(event) || event.repeat || event.key === ' ') {
      return;
    }
    const pressed = characterOf(event);
    const command = commands.letters[pressed.toLowerCase()];
    const labelId = command === undefined ? labelForKey(commands.keys(), pressed) : null;
    if (command !== undefined) command();
    else if (labelId !== null) commands.choose(labelId);
    else return;
    event.preventDefault();
  };
  return tinykeys(target, {
    '(.)': single,
    'Shift+(.)': single,
    Enter: (event) => {
      if (event.repeat || !isForScreen(event) || ownsEnter(event)) return;
      event.preventDefault();
      commands.enter();
    },
    '$mod+z': (event) => {
      if (!isForScreen(event)) return;
      event.preventDefault();
      commands.undo();
    },
  });
}
