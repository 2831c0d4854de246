/** Whether a key pressed somewhere on a page is meant for the page: text fields, dialogs and buttons come first. */

/** False while somebody types, composes a letter or has a dialog open. */
export function isForScreen(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const { target } = event;
  if (!(target instanceof Element)) return true;
  if (target.ownerDocument.querySelector('dialog[open]') !== null) return false;
  const takesText =
    'textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="button"])';
  return target.closest(takesText) === null;
}

/** Enter belongs to a focused control before it belongs to the screen. */
export function ownsEnter({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('button, a[href], summary, input') !== null;
}
