/**
 * The desk by keyboard. Letters and digits are commands only outside of text fields and dialogs, and
 * can be switched off altogether; Enter belongs to a focused button before it belongs to the desk.
 *
 * With more than nine labels a letter that is no command starts type-ahead with itself; names that
 * begin with S, Z, N, R or X are reached with '/', which starts it empty. Picking a label leaves the
 * field focused, so that a whole collection can be labelled by typing; Escape returns to the commands.
 */
import { tinykeys } from 'tinykeys';
import type { LabelId } from '../collection/records';
import { isForScreen, ownsEnter } from '../keyboard/key-targets';
import { characterOf, labelForKey } from '../keyboard/label-keys';
import { TypingBurst } from './type-ahead';

export interface DeskCommands {
  choose(labelId: LabelId): void;
  accept(): void;
  noneOfThese(): void;
  cannotTell(): void;
  skip(): void;
  undo(): void;
  move(by: -1 | 1): void;
  /** Offers the key to the magnifying glass; true when it is open and took it. */
  pressInZoom(key: string): boolean;
  toggleZoom(): void;
  closeZoom(): void;
  editNote(): void;
  /** Shows or hides what is known of the picture. */
  turnRecord(): void;
  listKeys(): void;
  /** Starts type-ahead with these letters; false when the collection has few labels. */
  type(letters: string): boolean;
  hasTypeAhead(): boolean;
  keys(): ReadonlyMap<LabelId, string>;
  areSingleKeysOn(): boolean;
}

export function listenForKeys(target: Window, desk: DeskCommands): () => void {
  const burst = new TypingBurst();

  const letters: Record<string, () => void> = {
    s: () => desk.skip(),
    z: () => desk.toggleZoom(),
    n: () => desk.editNote(),
    r: () => desk.turnRecord(),
    x: () => desk.cannotTell(),
    '0': () => desk.noneOfThese(),
    '?': () => desk.listKeys(),
    '/': () => void desk.type(''),
  };

  /** True when the key did something. */
  function press(pressed: string, now: number): boolean {
    if (desk.pressInZoom(pressed)) return true;
    const isLetter = /\p{L}/u.test(pressed);
    const command = letters[pressed.toLowerCase()];
    if (isLetter && burst.swallowsLetter(now, command !== undefined)) return true;
    if (command !== undefined) {
      command();
      if (isLetter && desk.hasTypeAhead()) burst.command(now);
      return true;
    }
    const labelId = labelForKey(desk.keys(), pressed);
    if (labelId !== null) desk.choose(labelId);
    return labelId !== null || (isLetter && desk.type(pressed));
  }

  const single = (event: KeyboardEvent) => {
    if (!desk.areSingleKeysOn() || !isForScreen(event) || event.key === ' ') return;
    const pressed = characterOf(event);
    // A key held down is not a second decision; only the glass moves on.
    if (event.repeat && !/[+=-]/.test(pressed)) return;
    if (press(pressed, event.timeStamp)) event.preventDefault();
  };

  const arrow = (by: -1 | 1 | 0) => (event: KeyboardEvent) => {
    if (!isForScreen(event)) return;
    if (desk.pressInZoom(event.key)) event.preventDefault();
    else if (by !== 0) {
      event.preventDefault();
      desk.move(by);
    }
  };

  return tinykeys(target, {
    '(.)': single,
    'Shift+(.)': single,
    Enter: (event) => {
      if (event.repeat || !isForScreen(event) || ownsEnter(event)) return;
      event.preventDefault();
      if (!burst.swallowsEnter(event.timeStamp)) desk.accept();
    },
    '$mod+z': (event) => {
      if (!isForScreen(event)) return;
      event.preventDefault();
      desk.undo();
    },
    ArrowLeft: arrow(-1),
    ArrowRight: arrow(1),
    ArrowUp: arrow(0),
    ArrowDown: arrow(0),
    Escape: (event) => {
      if (isForScreen(event)) desk.closeZoom();
    },
  });
}
