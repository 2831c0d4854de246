/** Puts a screen into the page the way the shell does: in a box of the size it has. */
import { mount, unmount, type Component } from 'svelte';
import '../../../src/shell/app.css';

const shown: (() => Promise<void>)[] = [];

export function show<Props extends Record<string, unknown>>(
  screen: Component<Props>,
  props: Props,
): HTMLElement {
  const target = document.createElement('main');
  target.style.height = '720px';
  document.body.append(target);
  const component = mount(screen, { target, props });
  shown.push(async () => {
    await unmount(component);
    target.remove();
  });
  return target;
}

export async function clearAway(): Promise<void> {
  for (const remove of shown.splice(0)) await remove();
}
