/** The folders of scripts, run by the real Python packages where this machine has them. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchFiles } from '../../../src/exchange/batch-files';
import type { FormatFiles } from '../../../src/exchange/format-files';
import { onnxFiles } from '../../../src/exchange/onnx-files';
import { modelPath, serviceName, servingFiles } from '../../../src/exchange/serving-files';
import { toFloat16 } from '../../../src/statistics/half-precision';
import { networkOf } from '../../../src/model/whole';
import { hasPackages, hasPython, runPython } from '../../python/python';
import { earlierArtifacts } from '../model/stored-backbones';
import { described } from './description';
import { servedModel, type ServedModel } from './served-model';

const hasRuntime = hasPackages('onnxruntime', 'numpy', 'PIL');
const hasRay = hasRuntime && hasPackages('ray', 'pyarrow', 'pandas');
const python = process.env.VITRINE_PYTHON ?? 'python3';
const sources = join(import.meta.dirname, '../../../src/exchange');
const names = ['Fern', 'Moss', '=Grass'];

let served: ServedModel;
let onnx: FormatFiles;
const model = { ...described, labels: names.map((name) => ({ name, description: '', uri: '' })) };

beforeAll(async () => {
  served = await servedModel(earlierArtifacts(), 'softmax');
  const facts = { ...model, inputSize: served.whole.inputSize, floor: 0 };
  const written = onnxFiles(networkOf(served.whole), facts, 'float32', toFloat16);
  if (!written.ok) throw new Error(written.problem.detail);
  onnx = written.value;
});

function laidOut({ files }: FormatFiles): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-folder-'));
  for (const { name, content } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

function png(rgb: Uint8Array, side: number): Buffer {
  const lines = Buffer.alloc((side * 3 + 1) * side);
  for (let y = 0; y < side; y++) {
    lines.set(rgb.subarray(y * side * 3, (y + 1) * side * 3), y * (side * 3 + 1) + 1);
  }
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    ...[signature, chunk('IHDR', header), chunk('IDAT', deflateSync(lines))],
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** The pictures as files, in a folder of their own. */
function pictureFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-pictures-'));
  served.pictures.forEach((rgb, at) => {
    writeFileSync(join(folder, `${at}.png`), png(rgb, served.whole.inputSize));
  });
  return folder;
}

/** What the model here puts first, as a spreadsheet may hold it. */
function expectedLabel(at: number): string {
  const row = served.serving.subarray(at * 3, at * 3 + 3);
  const name = names[row.indexOf(Math.max(...row))]!;
  return name.startsWith('=') ? `'${name}` : name;
}

function rowsIn(csv: string): { file: string; label: string; confidence: string }[] {
  const text = csv.replace(/^\uFEFF/, '');
  const parsed = Papa.parse<{ file: string; label: string; confidence: string }>(text, {
    header: true,
    skipEmptyLines: true,
  });
  return parsed.data;
}

function expectAnswers(rows: ReturnType<typeof rowsIn>): void {
  expect(rows).toHaveLength(served.pictures.length);
  for (const { file, label, confidence } of rows) {
    const at = Number(/(\d+)\.png$/.exec(file)![1]);
    expect(label).toBe(expectedLabel(at));
    const most = Math.max(...served.serving.subarray(at * 3, at * 3 + 3));
    expect(Number(confidence)).toBeCloseTo(most, 3);
  }
}

it.skipIf(!hasPython)('every script is Python', () => {
  const scripts = ['batch', 'serving'].flatMap((folder) =>
    readdirSync(join(sources, folder))
      .filter((name) => name.endsWith('.py'))
      .map((name) => join(sources, folder, name)),
  );
  expect(scripts).toHaveLength(4);
  const check = 'import ast, sys; [ast.parse(open(each).read(), each) for each in sys.argv[1:]]';
  execFileSync(python, ['-c', check, ...scripts]);
});

describe('the folder for whole collections', () => {
  it('says how to go from the laptop to the cluster', () => {
    const { files, usage } = batchFiles(onnx);
    expect(files.map(({ name }) => name)).toEqual([
      ...['model.onnx', 'classify.py', 'classify_ray.py', 'picture_model.py'],
      ...['requirements.txt', 'requirements-cluster.txt'],
    ]);
    const text = usage.examples.flat().join('\n');
    for (const heading of ['On your laptop', 'On one large computer', 'On a cluster']) {
      expect(text).toContain(`## ${heading}`);
    }
  });

  it.skipIf(!hasRuntime)(
    'labels a folder, and goes on where it stopped',
    { timeout: 60_000 },
    () => {
      const folder = laidOut(batchFiles(onnx));
      const pictures = pictureFolder();
      const csv = join(folder, 'labels.csv');
      writeFileSync(join(pictures, 'broken.jpg'), 'no picture');
      const script = join(folder, 'classify.py');
      expect(runPython(script, pictures, csv)).toContain('10 pictures, 1 of them unreadable');
      expect(runPython(script, pictures, csv)).toContain('0 pictures, 0 of them');
      const rows = rowsIn(readFileSync(csv, 'utf8'));
      expectAnswers(rows.filter(({ file }) => file !== 'broken.jpg'));
      expect(rows).toHaveLength(10);
    },
  );

  it.skipIf(!hasRay).each([[], ['--upright']])(
    'labels a collection with Ray %s',
    { timeout: 180_000 },
    (...options: string[]) => {
      const folder = laidOut(batchFiles(onnx));
      const results = join(folder, 'results');
      runPython(join(folder, 'classify_ray.py'), pictureFolder(), results, ...options);
      const files = readdirSync(results).filter((name) => name.endsWith('.csv'));
      expectAnswers(files.flatMap((name) => rowsIn(readFileSync(join(results, name), 'utf8'))));
    },
  );
});

describe('the folder to serve from', () => {
  it('names the service so that Kubernetes and addresses take it', () => {
    const named = (collection: string) => serviceName({ ...described, collection });
    expect(named('Herbarium sheets 1890–1920')).toBe('herbarium-sheets-1890-1920-run-7');
    expect(named('Straße & Plätze')).toMatch(/^[a-z][a-z0-9-]*-run-7$/);
    expect(named('日本')).toBe('pictures-run-7');
    expect(named('2024 "x"\nname: y')).toMatch(/^[a-z][a-z0-9-]*-run-7$/);
  });

  it('is a model repository: network and configuration where Triton and KServe look', () => {
    const { files } = servingFiles(onnx, model);
    const name = serviceName(model);
    const text = (path: string) => files.find((file) => file.name === path)?.content;
    expect(text(modelPath(name))).toBe(onnx.files[0]!.content);
    expect(text(`models/${name}/config.pbtxt`)).toContain('dims: [ -1, 3 ]');
    expect(text('inference-service.yaml')).toContain(`name: ${name}`);
    expect(text('Dockerfile')).toContain('USER nobody');
  });

  describe.skipIf(!hasRuntime)('and its server', () => {
    let server: ChildProcess;
    let address = '';
    const name = serviceName(model);

    beforeAll(async () => {
      const folder = laidOut(servingFiles(onnx, model));
      server = spawn(python, [join(folder, 'serve.py')], { env: { ...process.env, PORT: '0' } });
      address = await new Promise<string>((resolve, reject) => {
        server.once('exit', () => reject(new Error('the server ended')));
        server.stdout!.on('data', (text: Buffer) => {
          const found = /answers at (\S+)/.exec(String(text));
          if (found) resolve(found[1]!);
        });
      });
    }, 60_000);

    afterAll(() => void server.kill());

    const ask = async (path: string, body?: string | Uint8Array) => {
      const asked = body === undefined ? {} : { method: 'POST', body: body as BodyInit };
      const reply = await fetch(`${address}${path}`, asked);
      return { status: reply.status, content: (await reply.json()) as Record<string, unknown> };
    };

    it('says that it is ready, and what goes in and comes out', async () => {
      expect((await ask('/health/ready')).content).toEqual({ ready: true });
      const { content } = await ask(`/models/${name}`);
      expect(content).toMatchObject({ name, outputs: [{ shape: [-1, 3] }] });
    });

    it('answers tensors by the Open Inference Protocol', async () => {
      const side = served.whole.inputSize;
      const data = [...served.pictures[0]!];
      const input = { name: 'pictures', datatype: 'UINT8', shape: [1, side, side, 3], data };
      const request = JSON.stringify({ id: 'a', inputs: [input] });
      const { content } = await ask(`/models/${name}/infer`, request);
      expect(content).toMatchObject({ id: 'a', model_name: name });
      const [output] = content.outputs as { data: number[]; shape: number[] }[];
      expect(output!.shape).toEqual([1, 3]);
      output!.data.forEach((value, at) => expect(value).toBeCloseTo(served.serving[at]!, 4));
    });

    it('answers a picture sent as it is', async () => {
      const picture = png(served.pictures[1]!, served.whole.inputSize);
      const { content } = await ask(`/models/${name}/classify`, picture);
      const [first] = content as unknown as { label: string }[];
      expect(first!.label).toBe(expectedLabel(1).replace(/^'/, ''));
    });

    it('refuses what it cannot answer, in words', async () => {
      expect(await ask(`/models/${name}/classify`, 'no picture')).toMatchObject({ status: 400 });
      expect(await ask(`/models/${name}/infer`, '{"inputs":[]}')).toMatchObject({ status: 400 });
      expect(await ask(`/models/${name}/infer`, '{')).toMatchObject({ status: 400 });
      expect(await ask('/models/another/infer', '{}')).toMatchObject({ status: 404 });
    });
  });
});
