/**
 * All words about one picture as one string, so that a hundred thousand of them are gone through in
 * milliseconds. Each part begins with a mark of its own, from a range of Unicode that texts leave free.
 */

const firstMark = 0xe000;
const lastMark = 0xf8ff;
const marks = /[\uE000-\uF8FF]/g;

/** Parts every picture has, before the fields of its record. */
const ownParts = ['name', 'folder', 'note'] as const;

/** One way of writing what people write in many: case and accents do not count. */
function plain(text: string): string {
  const lower = text.toLowerCase();
  // Most texts are plain ASCII, and have nothing to fold.
  if (/^\p{ASCII}*$/u.test(lower)) return lower;
  return lower.normalize('NFKD').replace(/\p{M}/gu, '').replace(marks, ' ');
}

/** Names of fields, and the mark that stands before each. */
export class FieldMarks {
  readonly #marks = new Map<string, { name: string; mark: string; count: number }>();

  /** The mark of a field; beyond a few thousand names the rest share one. */
  of(name: string): string {
    const key = plain(name.trim());
    const known = this.#marks.get(key);
    if (known) {
      known.count += 1;
      return known.mark;
    }
    const code = Math.min(lastMark, firstMark + ownParts.length + this.#marks.size);
    const mark = String.fromCharCode(code);
    this.#marks.set(key, { name: name.trim(), mark, count: 1 });
    return mark;
  }

  find(name: string): string | undefined {
    return this.#marks.get(plain(name.trim()))?.mark;
  }

  /** The most frequent first. */
  names(): string[] {
    return [...this.#marks.values()].sort((a, b) => b.count - a.count).map(({ name }) => name);
  }
}

export function rowText(
  { name, folder, note }: { name: string; folder: string; note: string },
  fields: readonly { name: string; value: string }[],
  fieldMarks: FieldMarks,
): string {
  const own = [name, folder, note].map(
    (text, place) => String.fromCharCode(firstMark + place) + plain(text),
  );
  const others = fields.map((field) => fieldMarks.of(field.name) + plain(field.value));
  return [...own, ...others].join('');
}

/** The words of a question, each of which must be part of the row. */
export function wordsOf(question: string): string[] {
  return plain(question)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Whether some part with `mark` holds the value, as written or as a whole word. */
export function fieldMatcher(
  mark: string,
  value: string,
  match: 'contains' | 'word',
): (text: string) => boolean {
  const wanted = plain(value).trim();
  const holds = match === 'contains' ? (part: string) => part.includes(wanted) : holdsWord(wanted);
  return (text) => {
    // Most rows are told by one quick look: the value is nowhere in them.
    if (!text.includes(wanted)) return false;
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      const rest = text.slice(at + 1);
      const end = rest.search(/[\uE000-\uF8FF]/);
      if (holds(end < 0 ? rest : rest.slice(0, end))) return true;
    }
    return false;
  };
}

function holdsWord(wanted: string): (part: string) => boolean {
  const literal = wanted.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  const word = new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'u');
  return (part) => word.test(part);
}
