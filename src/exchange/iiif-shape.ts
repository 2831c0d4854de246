/** What somebody's JSON is, before anything is believed of it. */

export type Thing = Readonly<Record<string, unknown>>;

/** Null for anything but an object. */
export function asThing(value: unknown): Thing | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Thing)
    : null;
}

/** One or many, as JSON-LD likes to leave open; never more than `most`. */
export function asList(value: unknown, most = 100_000): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.slice(0, most) : [value];
}

/** `id` in version 3, `@id` before; a bare string is its own id. */
export function idOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const thing = asThing(value);
  const id = thing?.['id'] ?? thing?.['@id'];
  return typeof id === 'string' ? id : '';
}

/** Without the prefix it had before version 3: “sc:Manifest” is a “Manifest”. */
export function typeOf(value: unknown): string {
  const thing = asThing(value);
  const type = asList(thing?.['type'] ?? thing?.['@type'], 1)[0];
  return typeof type === 'string' ? type.replace(/^[a-z]+:/, '') : '';
}
