/** What can be said about labels from their rows alone. */
import { failure } from '../outcome';
import type { Label, LabelId } from './records';

/** Those that are offered: neither retired nor merged into another. */
export function activeLabels(labels: readonly Label[]): Label[] {
  return labels.filter((label) => label.retiredAt === null && label.mergedInto === null);
}

/** The label a decision for `id` counts for after merges; it may be a retired one. */
export function resolveLabel(labels: readonly Label[], id: LabelId): LabelId {
  let current = id;
  for (let step = 0; step < labels.length; step += 1) {
    const next = labels.find((label) => label.id === current)?.mergedInto ?? null;
    if (next === null) return current;
    current = next;
  }
  return current;
}

/** Why a label cannot be as wanted: only offered labels stand in each other's way. */
export function refusal(labels: readonly Label[], wanted: Label) {
  if (wanted.name === '') return failure('blank-name');
  if (!isOffered(wanted)) return null;
  const others = activeLabels(labels).filter((label) => label.id !== wanted.id);
  const namesake = others.find((label) => comparable(label.name) === comparable(wanted.name));
  if (namesake !== undefined) return failure('duplicate', namesake.name);
  const holder = others.find((label) => label.key !== '' && label.key === wanted.key);
  return holder === undefined ? null : failure('duplicate', `${wanted.key} → ${holder.name}`);
}

/** The same for many labels that are wanted together: each is compared with all others at once. */
export class TakenNames {
  readonly #names = new Map<string, string>();
  readonly #keys = new Map<string, string>();

  constructor(labels: readonly Label[]) {
    for (const label of activeLabels(labels)) this.#put(label);
  }

  take(wanted: Label) {
    if (wanted.name === '') return failure('blank-name');
    const namesake = this.#names.get(comparable(wanted.name));
    if (namesake !== undefined) return failure('duplicate', namesake);
    const holder = wanted.key === '' ? undefined : this.#keys.get(wanted.key);
    if (holder !== undefined) return failure('duplicate', `${wanted.key} → ${holder}`);
    this.#put(wanted);
    return null;
  }

  #put({ name, key }: Label): void {
    this.#names.set(comparable(name), name);
    if (key !== '') this.#keys.set(key, name);
  }
}

export function isOffered(label: Label): boolean {
  return label.retiredAt === null && label.mergedInto === null;
}

/** One space between words, none around them, one way of writing each accented letter. */
export function tidy(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function comparable(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
