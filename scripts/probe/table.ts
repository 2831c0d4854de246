/** The probe's result as a Markdown table. */
import type { ProbeResult } from './result';
import { perClass, seeds, type Score } from './score';
import { engines, type Rate } from './speed';

const engineNames = {
  litert: 'LiteRT on the processor',
  wasm: 'TensorFlow.js on the processor',
  webgpu: 'TensorFlow.js on WebGPU',
};

export function probeTable({ networks, speeds, collections }: ProbeResult): string {
  const lines = collections.flatMap(({ name, pictures, labels, scores }) =>
    networks.map((network, place) => {
      const collection = place === 0 ? `${name} (${labels} labels, ${pictures} pictures)` : '';
      const title = `${network.name} at ${network.inputSize} px`;
      return row([collection, title, ...(scores[place] ?? []).map(scoreCell)]);
    }),
  );
  const scores = [
    row(['collection', 'network', ...perClass.map((count) => `${count} a label`)]),
    row(['---', '---', ...perClass.map(() => '---:')]),
    ...lines,
    '',
    `Accuracy of a ridge classifier on frozen features, on all pictures that it has not learned from: mean of ${seeds.length} draws, the`,
    'same for every network, ± half its 95 % interval (Student’s t). The draws share pictures: the interval is about the draw, not about',
    'other collections.',
  ];
  if (speeds.length === 0) return scores.join('\n');
  const rates = networks.map(({ name, inputSize, bytes }, place) =>
    row([
      `${name} at ${inputSize} px`,
      `${(bytes / 1e6).toFixed(2)} MB`,
      ...engines.map((engine) => rateCell(speeds[place]?.[engine] ?? null)),
    ]),
  );
  return [
    ...scores,
    '',
    row([
      'network',
      'weights',
      ...engines.map((engine) => `pictures a second, ${engineNames[engine]}`),
    ]),
    row(['---', '---:', ...engines.map(() => '---:')]),
    ...rates,
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function scoreCell(score: Score | null): string {
  return score === null ? 'too few' : `${score.mean.toFixed(3)} ± ${score.margin.toFixed(3)}`;
}

function rateCell(rate: Rate | null): string {
  if (rate === null) return 'not available';
  const value = rate.perSecond < 10 ? rate.perSecond.toFixed(1) : rate.perSecond.toFixed(0);
  return rate.isSoftware ? `${value} (no graphics card: software)` : value;
}
