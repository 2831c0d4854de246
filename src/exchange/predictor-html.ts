/**
 * The standalone predictor: one HTML file with the model inside. Its policy lets run the one script it
 * carries, named by its hash, and forbids every address, so that the file can be opened anywhere and
 * sends nothing anywhere.
 */
import type { ModelDescription } from './model-description';
import { oneLine } from './words';

/** What it is put together from, made by the predictor's own room. */
export interface PredictorParts {
  script: string;
  style: string;
  /** What the script reads: JSON, and the weights as base64. */
  model: unknown;
  weights: string;
  /** Sentences for the reader. */
  trust: readonly string[];
  origin: readonly string[];
}

export async function writePredictor(
  { script, style, model, weights, trust, origin }: PredictorParts,
  { collection, labels, task }: Pick<ModelDescription, 'collection' | 'labels' | 'task'>,
): Promise<string> {
  const code = inScript(script);
  const looks = style.replaceAll('<', '\\3c ');
  const policy = [
    "default-src 'none'",
    `script-src '${await hashOf(code)}'`,
    `style-src '${await hashOf(looks)}'`,
    'img-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const name = escaped(oneLine(collection));
  const does =
    task === 'single'
      ? `Says which of ${labels.length} labels a picture gets.`
      : `Says which of ${labels.length} tags a picture has.`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${name}: labels for pictures</title>
<style>${looks}</style>
</head>
<body>
<header>
<h1>${name}</h1>
<p>${does} Everything happens on this page, also offline: no picture leaves your computer.</p>
</header>
<main>
<p id="loading">Opening the model …</p>
<noscript><p>This page needs JavaScript, which is switched off here.</p></noscript>
<div id="ready" hidden>
<div class="drop">
<label for="pictures">Choose pictures, or drop pictures and folders anywhere here
<input id="pictures" type="file" accept="image/*" multiple></label>
<label for="folder">Or a whole folder
<input id="folder" type="file" webkitdirectory></label>
</div>
<section id="results" hidden>
<h2>Results</h2>
<div class="acts">
<button type="button" id="save">Save as a spreadsheet (CSV)</button>
<span id="progress" class="acts"><progress id="bar" aria-label="Pictures done"></progress>
<span id="count"></span>
<button type="button" id="stop">Stop</button></span>
</div>
<p id="said" role="status"></p>
<div class="frame" role="region" aria-label="Answers, picture by picture" tabindex="0">
<table>
<thead><tr><th scope="col">Picture</th><th scope="col">File</th><th scope="col">Label</th><th scope="col" class="number">Confidence</th></tr></thead>
<tbody id="lines"></tbody>
</table>
</div>
<p id="more" class="quiet" hidden>The spreadsheet has all rows; not all are shown here.</p>
</section>
</div>
<section>
<h2>How far to trust it</h2>
${list(trust)}
</section>
<section>
<h2>The labels it knows</h2>
<ul id="labels"></ul>
</section>
<section>
<h2>Where it comes from</h2>
${list(origin)}
</section>
</main>
<script id="model" type="application/json">${inData(JSON.stringify(model))}</script>
<script id="weights" type="text/plain">${weights}</script>
<script>${code}</script>
</body>
</html>
`;
}

/** What the page carries, taken out again. Null when it is no such page. */
export function carriedBy(page: string): { model: unknown; weights: string } | null {
  const content = (id: string) => new RegExp(`<script id="${id}"[^>]*>([^<]*)</script>`).exec(page);
  const [model, weights] = [content('model')?.[1], content('weights')?.[1]];
  if (model === undefined || weights === undefined) return null;
  return { model: JSON.parse(model) as unknown, weights };
}

function list(sentences: readonly string[]): string {
  const items = sentences.map((sentence) => `<li>${escaped(oneLine(sentence))}</li>`);
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** JSON in which nothing can end the element around it. */
function inData(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

/** Our own code; only inside a string could it hold what ends a script. */
function inScript(code: string): string {
  return code.replaceAll(/<(?=\/script|!--)/gi, '\\x3c');
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
