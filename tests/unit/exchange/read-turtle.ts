/**
 * Reads the Turtle we write: prefixes, IRIs, plain and typed literals, `a`, `;` and `.`. Strict, so
 * that a text which breaks out of its quotes is an error and not a triple more.
 */
interface Triple {
  subject: string;
  predicate: string;
  /** An IRI, or a literal as JSON with its type behind it. */
  object: string;
}

const token =
  /\s*(?:(@prefix)|<([^\s<>"{}|^`\\]*)>|"((?:[^"\\\n\r]|\\[tbnrf"'\\]|\\u[0-9A-Fa-f]{4})*)"(?:\^\^([\w-]*:[\w-]+))?|(true|false)|([\w-]*:[\w-]*)|(a)(?=\s)|([;.]))/y;
const rdfType = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

export function readTurtle(text: string): Triple[] {
  const prefixes = new Map<string, string>();
  const expand = (name: string) => {
    const [prefix = '', local = ''] = name.split(':');
    const base = prefixes.get(prefix);
    if (base === undefined) throw new Error(`Nobody has said what ${name} stands for.`);
    return base + local;
  };
  const triples: Triple[] = [];
  let at = 0;
  const next = () => {
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) {
      if (text.slice(at).trim() === '') return null;
      throw new Error(`Not Turtle: ${JSON.stringify(text.slice(at, at + 60))}`);
    }
    at = token.lastIndex;
    const [, prefix, iri, quoted, type, truth, name, a, mark] = found;
    if (prefix) return { mark: '@prefix' };
    if (mark) return { mark };
    if (iri !== undefined) return { term: iri };
    if (truth) return { term: truth };
    if (quoted !== undefined)
      return { term: JSON.stringify(unescaped(quoted)) + (type ? `^^${expand(type)}` : '') };
    if (a) return { term: rdfType };
    return { term: name ?? '', isName: true };
  };
  const needed = () => {
    const found = next();
    if (!found || found.mark !== undefined) throw new Error(`A term is missing near ${at}.`);
    return found.isName ? expand(found.term) : found.term;
  };
  for (let first = next(); first; first = next()) {
    if (first.mark === '@prefix') {
      const name = /\s*([\w-]*):\s*<([^>]*)>\s*\./y;
      name.lastIndex = at;
      const found = name.exec(text);
      if (!found) throw new Error('A prefix is not one.');
      prefixes.set(found[1] ?? '', found[2] ?? '');
      at = name.lastIndex;
      continue;
    }
    if (first.term === undefined) throw new Error(`A subject is missing near ${at}.`);
    const subject = first.isName ? expand(first.term) : first.term;
    for (let mark: string | undefined = ';'; mark === ';';) {
      triples.push({ subject, predicate: needed(), object: needed() });
      mark = next()?.mark;
      if (mark !== ';' && mark !== '.') throw new Error(`A statement does not end near ${at}.`);
    }
  }
  return triples;
}

function unescaped(quoted: string): string {
  const short: Record<string, string> = { t: '\t', b: '\b', n: '\n', r: '\r', f: '\f' };
  return quoted.replace(
    /\\(?:u([0-9A-Fa-f]{4})|(.))/g,
    (_, code: string | undefined, one: string) =>
      code ? String.fromCharCode(parseInt(code, 16)) : (short[one] ?? one),
  );
}
