/** Terms of Turtle (W3C RDF 1.1), written so that no text can break out of its place. */

const escapes: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** A plain literal. Characters nobody sees are written as their number; half a character has none. */
export function literal(text: string): string {
  const escaped = text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(
      /["\\\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu,
      (character) => escapes[character] ?? numbered(character),
    );
  return `"${escaped}"`;
}

function numbered(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** An IRI in its brackets. `iri` must have come from `absoluteIri` or be made of safe characters. */
export function reference(iri: string): string {
  if (/[\p{Cc} <>"{}|^`\\]/u.test(iri)) throw new Error(`Not an IRI: ${iri}`);
  return `<${iri}>`;
}

/** What a person typed as an IRI that may be written down; null when it is none. */
export function absoluteIri(typed: string): string | null {
  const trimmed = typed.trim();
  if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(trimmed)) return null;
  if (/^(javascript|data|blob|file):/i.test(trimmed) || !URL.canParse(trimmed)) return null;
  const iri = /^https?:/i.test(trimmed) ? new URL(trimmed).href : trimmed;
  const escaped = iri.replace(/[<>"{}|^`\\\p{Cc}\p{Surrogate}]/gu, encodeURIComponentSafely);
  return escaped;
}

function encodeURIComponentSafely(character: string): string {
  return /\p{Surrogate}/u.test(character) ? '%EF%BF%BD' : encodeURIComponent(character);
}

/** A literal in UTC. @param at Milliseconds since the epoch. */
export function dateTime(at: number): string {
  return `"${new Date(at).toISOString()}"^^xsd:dateTime`;
}

/** One subject with its statements; those that are null are left out. */
export function statements(subject: string, said: readonly (string | null)[]): string {
  return `${subject} ${said.filter((part) => part !== null).join(' ;\n  ')} .\n`;
}
