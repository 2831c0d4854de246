/** A folder for collections no browser can hold: the ONNX model, a script for one machine, one for many. */
import classify from './batch/classify.py?raw';
import classifyRay from './batch/classify_ray.py?raw';
import pictureModel from './batch/picture_model.py?raw';
import clusterRequirements from './batch/requirements-cluster.txt?raw';
import requirements from './batch/requirements.txt?raw';
import { codeSection, type FormatFiles } from './format-files';

/** @param onnx As `onnxFiles` gives it. */
export function batchFiles({ files, usage }: FormatFiles): FormatFiles {
  return {
    files: [
      ...files,
      { name: 'classify.py', content: classify },
      { name: 'classify_ray.py', content: classifyRay },
      { name: 'picture_model.py', content: pictureModel },
      { name: 'requirements.txt', content: requirements },
      { name: 'requirements-cluster.txt', content: clusterRequirements },
    ],
    usage: {
      ...usage,
      name: `scripts for a whole collection, ${usage.name}`,
      files: [
        ...usage.files,
        '- `classify.py`: labels a folder of pictures on one computer.',
        '- `classify_ray.py`: labels a collection of any size on many machines, with Ray Data.',
        '- `picture_model.py`: what both share. `requirements.txt`, `requirements-cluster.txt`: what they need.',
      ],
      examples: [onLaptop, onBigMachine, onCluster, ...usage.examples],
    },
  };
}

const onLaptop = [
  ...codeSection('## On your laptop', 'sh', [
    'python3 -m venv work',
    '. work/bin/activate            # on Windows: work\\Scripts\\activate',
    'pip install -r requirements.txt',
    'python classify.py "path/to/the/pictures" labels.csv',
  ]),
  '',
  'You need Python 3.10 or later. `labels.csv` opens in any spreadsheet: one row per picture, with its label, how sure',
  'the model is, and a remark where it is not sure or the file cannot be read. Try a folder of a hundred pictures',
  'first and look at the answers. If it is interrupted, start it again with the same spreadsheet: it',
  'continues where it stopped. Nothing is sent anywhere.',
];

const onBigMachine = [
  ...codeSection('## On one large computer', 'sh', [
    'pip install -r requirements-cluster.txt',
    'python classify_ray.py "path/to/the/pictures" results',
  ]),
  '',
  'Ray reads the pictures and runs a copy of the model on every core; `results` is a folder of CSV files, to be',
  'read together. Two things to know: Ray’s own reader ignores the',
  'orientation stored in a photograph, and one broken file stops the job. With `--upright` files are read as bytes instead:',
  'pictures are turned upright, and a broken file is a row with a remark. It is a little slower, but safer.',
  'With a graphics card, install `onnxruntime-gpu` instead of `onnxruntime`: the scripts use it by themselves.',
];

const onCluster = [
  ...codeSection('## On a cluster', 'sh', [
    '# cluster.yaml describes the machines: Ray’s documentation has one for each cloud, Kubernetes and Slurm',
    'ray up cluster.yaml',
    'ray job submit --address http://localhost:8265 --working-dir . \\',
    '  --runtime-env-json \'{"pip": ["onnxruntime", "pillow"]}\' -- \\',
    '  python classify_ray.py s3://your-bucket/pictures s3://your-bucket/results --upright',
    'ray down cluster.yaml',
  ]),
  '',
  'The same script, unchanged: the pictures and the results are where every machine can reach them. This folder,',
  'with the model in it, is copied to each of them. Estimate the cost first: run a thousand',
  'pictures, and multiply.',
];
