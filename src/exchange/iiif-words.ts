/** What a manifest says in words, in whichever way its version writes them down: as plain text. */
import { asList, asThing } from './iiif-shape';
import { plainText } from './plain-text';

/** Nobody reads on beyond this, and somebody may have put a book here. */
const longest = 4000;
const mostValues = 60;

interface Said {
  language: string;
  text: string;
}

/** In English where it is said in English; else as said in no language; else in the first one. */
export function wordsOf(value: unknown): string {
  const said = sayings(value).filter(({ text }) => text !== '');
  const chosen =
    said.find(({ language }) => /^en\b/i.test(language)) ??
    said.find(({ language }) => language === '') ??
    said[0];
  if (chosen === undefined) return '';
  const values = said.filter(({ language }) => language === chosen.language);
  return cut([...new Set(values.map(({ text }) => text))].join('; '));
}

function sayings(value: unknown): Said[] {
  return asList(value, mostValues).flatMap((one) => {
    const thing = asThing(one);
    if (thing === null) return { language: '', text: plain(one) };
    // Version 2: a value with its language. Version 3: languages with their values.
    if ('@value' in thing || 'value' in thing) {
      const language = thing['@language'] ?? thing['language'];
      const text = plain(thing['@value'] ?? thing['value']);
      return { language: typeof language === 'string' ? language : '', text };
    }
    return Object.entries(thing)
      .slice(0, mostValues)
      .flatMap(([language, texts]) =>
        asList(texts, mostValues).map((text) => ({
          language: /^(@?none|und)$/i.test(language) ? '' : language,
          text: plain(text),
        })),
      );
  });
}

function plain(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? cut(plainText(value.slice(0, 4 * longest))) : '';
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
