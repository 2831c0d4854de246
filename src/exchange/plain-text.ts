/** Text without the HTML that collection systems leave in it. What is no tag of HTML stays: “a < b” and “<unknown>” are prose. */

const breaks = /<\/?(?:br|p|div|li|tr|h[1-6])\b[^<>]*>/gi;
const elements = [
  ...['a', 'abbr', 'address', 'article', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'center', 'cite'],
  ...['code', 'dd', 'del', 'dfn', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font', 'footer'],
  ...['header', 'hr', 'i', 'img', 'ins', 'kbd', 'main', 'mark', 'nobr', 'ol', 'pre', 'q', 's'],
  ...['samp', 'section', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody'],
  ...['td', 'tfoot', 'th', 'thead', 'time', 'tt', 'u', 'ul', 'var', 'wbr', 'iframe', 'script'],
  ...['style', 'button', 'input', 'form', 'label', 'link', 'meta', 'nav', 'object', 'picture'],
  ...['source', 'svg', 'video', 'audio', 'canvas', 'embed', 'details', 'summary', 'aside'],
];
const tags = new RegExp(`</?(?:${elements.join('|')})(?:\\s[^<>]*)?/?>|<!--[^<>]*-->`, 'gi');
const entities = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Entities are read once; blanks become one, and line breaks stay. */
export function plainText(text: string): string {
  const bare = text.includes('<') ? text.replace(breaks, ' ').replace(tags, '') : text;
  const read = bare.includes('&') ? bare.replace(entities, entity) : bare;
  return read.replace(/[^\S\n]+/gu, ' ').trim();
}

function entity(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
  const isCharacter = code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : whole;
}
