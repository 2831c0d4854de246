/** Puts a component on the page, styled as in the app, and takes it off after the test. */
import { createRawSnippet, mount, unmount, type Component } from 'svelte';
import { afterEach } from 'vitest';
import '../../../src/shell/app.css';

const mounted: Record<string, unknown>[] = [];

afterEach(async () => {
  for (const component of mounted.splice(0)) await unmount(component);
  document.body.replaceChildren();
});

export function show<Props extends Record<string, unknown>>(
  component: Component<Props>,
  props: Props,
): void {
  mounted.push(mount(component, { target: document.body, props }));
}

/** Plain words, or markup in one element, as the content of a component. */
export function content(html: string) {
  return createRawSnippet(() => ({ render: () => `<span>${html}</span>` }));
}
