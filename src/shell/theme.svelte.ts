/** Light, dark, or as the system is: chosen once, kept in this browser. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'vitrine.theme';
const order: Theme[] = ['system', 'light', 'dark'];

let chosen = $state<Theme>('system');

function keep(value: Theme): void {
  try {
    localStorage.setItem(key, value);
  } catch (error) {
    console.warn('The theme lasts for this visit only: the browser keeps nothing.', error);
  }
}

function kept(): Theme {
  try {
    return order.find((value) => value === localStorage.getItem(key)) ?? 'system';
  } catch (error) {
    console.warn('No theme was kept: the browser keeps nothing.', error);
    return 'system';
  }
}

function show(value: Theme): void {
  chosen = value;
  if (value === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
}

export const theme = {
  get current(): Theme {
    return chosen;
  },
  get next(): Theme {
    return order[(order.indexOf(chosen) + 1) % order.length] ?? 'system';
  },
  choose(value: Theme): void {
    show(value);
    keep(value);
  },
  /** Takes up what was chosen on an earlier visit. */
  restore(): void {
    show(kept());
  },
};
