/** Names and texts as a document and a file system can hold them. */

/** One line whatever it holds: line breaks and tabs become single spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u0085\u2028\u2029]+/g, ' ').trim();
}

/** One line in which Markdown and HTML see plain characters alone. */
export function plainMarkdown(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]#|<>~&]/g, '\\$&');
}

/** A file name from a person's words: letters and digits of any script, hyphens between. */
export function fileStem(name: string): string {
  const stem = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '');
  return [...stem].slice(0, 60).join('') || 'collection';
}
