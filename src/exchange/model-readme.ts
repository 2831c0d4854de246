/** The README that travels with a model: how to load it, what it expects, how far to trust it. */
import type { ClassScore } from '../model/evaluation';
import type { ModelDescription } from './model-description';
import { count, estimateInWords, percent, plainMarkdown } from './words';

export function writeReadme(model: ModelDescription): string {
  const sections = [
    opening(model),
    files(model),
    input(model),
    inBrowser(model),
    inNode(model),
    labels(model),
    trust(model),
    limits(model),
    provenance(model),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function opening({ collection, task, labels, run, appVersion, at }: ModelDescription): string[] {
  const answers =
    task === 'single'
      ? `chooses one of ${count(labels.length, 'label')} for a picture`
      : `says for each of ${count(labels.length, 'tag')} whether a picture has it`;
  return [
    `# ${plainMarkdown(collection)}: run ${run.number}`,
    '',
    `An image classifier that ${answers}. Made with Vitrine ${appVersion} on ${date(at)}, in a browser,`,
    'from decisions of the people who know the collection. TensorFlow.js layers format.',
  ];
}

function files({ format, weightBytes }: ModelDescription): string[] {
  return [
    '## Files',
    '',
    '- `model.json`: the network, ready for `tf.loadLayersModel`.',
    `- \`weights.bin\`: its weights, ${format}, ${weightBytes.toLocaleString('en-GB')} bytes.`,
    '- `labels.txt`: the names of the outputs, one a line, in the order of the outputs.',
    '- `metadata.json`: the same and more, as Teachable Machine’s image library reads it.',
  ];
}

function input({ inputSize, task }: ModelDescription): string[] {
  const answer =
    task === 'single'
      ? 'probabilities that add up to 1'
      : 'a probability for each tag on its own; a tag counts from 0.5 on';
  return [
    '## What goes in, what comes out',
    '',
    `In: float32, shape [n, ${inputSize}, ${inputSize}, 3], red, green, blue, each value between −1 and 1`,
    '(a byte divided by 127.5, minus 1). The whole picture is squashed into the square, its proportions not',
    'kept and nothing cropped; shrink with averaging (a canvas with high smoothing quality), not by taking',
    'single pixels. Transparency becomes white. The orientation noted in a photograph is applied first.',
    '',
    `Out: float32, shape [n, outputs]: ${answer}. Temperature, standardisation and class weights are`,
    'already folded in.',
    '',
    'Teachable Machine’s library crops to a square before it scales, so its answers differ for pictures far from square.',
  ];
}

function inBrowser({ inputSize }: ModelDescription): string[] {
  return code('## In a browser', [
    "import * as tf from '@tensorflow/tfjs';",
    '',
    "const model = await tf.loadLayersModel('model.json');",
    "const { labels } = await (await fetch('metadata.json')).json();",
    '',
    'async function classify(file) {',
    '  const picture = await createImageBitmap(file);',
    `  const canvas = new OffscreenCanvas(${inputSize}, ${inputSize});`,
    "  const context = canvas.getContext('2d');",
    "  context.imageSmoothingQuality = 'high';",
    "  context.fillStyle = 'white';",
    `  context.fillRect(0, 0, ${inputSize}, ${inputSize});`,
    `  context.drawImage(picture, 0, 0, ${inputSize}, ${inputSize});`,
    '  const answer = tf.tidy(() => {',
    '    const pixels = tf.browser.fromPixels(canvas);',
    '    return model.predict(tf.expandDims(tf.sub(tf.div(pixels, 127.5), 1)));',
    '  });',
    '  const probabilities = await answer.data();',
    '  answer.dispose();',
    '  return labels.map((label, index) => ({ label, probability: probabilities[index] }));',
    '}',
  ]);
}

function inNode({ inputSize }: ModelDescription): string[] {
  return code('## In Node.js', [
    "import { readFile } from 'node:fs/promises';",
    "import * as tf from '@tensorflow/tfjs';",
    '',
    "const { modelTopology, weightsManifest } = JSON.parse(await readFile('model.json', 'utf8'));",
    "const { buffer, byteOffset, byteLength } = await readFile('weights.bin');",
    'const model = await tf.loadLayersModel(',
    '  tf.io.fromMemory({',
    '    modelTopology,',
    '    weightSpecs: weightsManifest[0].weights,',
    '    weightData: buffer.slice(byteOffset, byteOffset + byteLength),',
    '  }),',
    ');',
    `// rgb: a Uint8Array of ${inputSize} × ${inputSize} × 3 bytes from the image library you use`,
    `const input = tf.sub(tf.div(tf.tensor4d(rgb, [1, ${inputSize}, ${inputSize}, 3]), 127.5), 1);`,
    'console.log(await model.predict(input).data());',
  ]);
}

function code(title: string, lines: string[]): string[] {
  return [title, '', '```js', ...lines, '```'];
}

function labels(model: ModelDescription): string[] {
  return [
    '## Labels',
    '',
    ...model.labels.map(({ name, description, uri }, index) => {
      const about = [description, uri].filter((text) => text !== '').map(plainMarkdown);
      return `${index + 1}. **${plainMarkdown(name)}**${about.length > 0 ? `: ${about.join(' · ')}` : ''}`;
    }),
  ];
}

function trust({ evaluation, evaluatedLabels }: ModelDescription): string[] {
  if (!evaluation || evaluation.n === 0) {
    return [
      '## How good it is',
      '',
      'Nobody knows: no benchmark pictures had been decided when this file was made.',
    ];
  }
  const { accuracy, macroF1, baselines, classes } = evaluation;
  return [
    '## How good it is',
    '',
    'Measured on pictures set aside at random, decided by a person who saw no suggestion, never trained on.',
    '',
    `- Accuracy: ${estimateInWords(accuracy)}.`,
    `- Macro-F1 (every label counts the same): ${estimateInWords(macroF1)}.`,
    `- Always saying the most frequent label would reach ${percent(baselines.majority.value)};`,
    `  copying the most similar known pictures ${percent(baselines.neighbours.value)}.`,
    '',
    '| label | pictures | found | 95 % interval | right when said |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...classes.map((score) => classRow(score, evaluatedLabels[score.label] ?? '?')),
  ];
}

function classRow({ n, recall, precision }: ClassScore, name: string): string {
  if (n === 0) return `| ${plainMarkdown(name)} | 0 | – | – | – |`;
  const interval = `${Math.round(recall.low * 100)}–${percent(recall.high)}`;
  return `| ${plainMarkdown(name)} | ${n} | ${percent(recall.value)} | ${interval} | ${percent(precision)} |`;
}

/** Benchmark pictures under which a class says little. */
const fewPictures = 10;

function limits({ evaluation, evaluatedLabels, labels, task, floor }: ModelDescription): string[] {
  const sparse = (evaluation?.classes ?? [])
    .filter((score) => score.n < fewPictures)
    .map((score) => plainMarkdown(evaluatedLabels[score.label] ?? '?'));
  const unlearned = evaluatedLabels.slice(labels.length).map(plainMarkdown);
  return [
    '## Limits',
    '',
    '- It knows these labels and no others: a picture of anything else still gets one of them.',
    '- It was measured on pictures of its own collection. Elsewhere (other cameras, other periods, other',
    '  objects) expect less, and measure again.',
    ...(task === 'single'
      ? [
          `- When its first answer is below ${percent(floor)}, take it as “I don’t know”, as the app does.`,
        ]
      : []),
    ...(sparse.length > 0
      ? [
          `- Fewer than ${fewPictures} benchmark pictures, so hardly measured: ${sparse.join(', ')}.`,
        ]
      : []),
    ...(unlearned.length > 0
      ? [`- Labels of the collection it has never seen an example of: ${unlearned.join(', ')}.`]
      : []),
    '- A suggestion is no decision: let a person who knows the material confirm what matters.',
  ];
}

function provenance({ backbone, snapshot, run, tensorflowVersion }: ModelDescription): string[] {
  const recipe =
    run.recipe === 'head'
      ? 'The backbone was left as it was; a new head (the part that knows the labels) was trained on it.'
      : 'The backbone was trained further on this collection, together with its head.';
  return [
    '## Where it comes from',
    '',
    `- Backbone: ${plainMarkdown(backbone.name)} (${plainMarkdown(backbone.source)}), licence:`,
    `  ${plainMarkdown(backbone.licence || 'not stated')}. SHA-256 of its weights: \`${backbone.hash}\`.`,
    `- ${recipe} Run ${run.number}, version ${run.version}, on ${plainMarkdown(run.device || 'a device not noted')}.`,
    ...(snapshot
      ? [
          `- Learned from ${count(snapshot.pool, 'decision')}, adjusted on ${snapshot.check}, measured on ${snapshot.benchmark}.`,
          `  SHA-256 of what was true then: \`${snapshot.hash}\`.`,
        ]
      : []),
    `- Checked after writing with TensorFlow.js ${tensorflowVersion}: this very file was opened again and gave the same answers.`,
    '- The licence of the backbone goes with the model. What the collection’s own rights allow is for its keepers to say.',
  ];
}

function date(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
