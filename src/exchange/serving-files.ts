/** A folder to answer over the network with: the ONNX model in a model repository, a small server, a Dockerfile. */
import { codeSection, type FormatFiles } from './format-files';
import type { ModelDescription } from './model-description';
import dockerfile from './serving/Dockerfile?raw';
import serve from './serving/serve.py?raw';
import requirements from './batch/requirements.txt?raw';

/** A name for addresses and for Kubernetes: small letters, digits and hyphens, no more than 40. */
export function serviceName({
  collection,
  run,
}: Pick<ModelDescription, 'collection' | 'run'>): string {
  const plain = collection
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 30)
    .replace(/-+$/, '');
  return `${plain || 'pictures'}-run-${run.number}`;
}

/** Where Triton, KServe and the server beside it look for the model. */
export function modelPath(name: string): string {
  return `models/${name}/1/model.onnx`;
}

/** @param onnx As `onnxFiles` gives it. */
export function servingFiles(onnx: FormatFiles, model: ModelDescription): FormatFiles {
  const name = serviceName(model);
  const [network, ...more] = onnx.files;
  return {
    files: [
      { name: modelPath(name), content: network!.content },
      { name: `models/${name}/config.pbtxt`, content: config(name, model.labels.length) },
      { name: 'serve.py', content: serve },
      { name: 'requirements.txt', content: requirements },
      { name: 'Dockerfile', content: dockerfile },
      { name: 'inference-service.yaml', content: inferenceService(name) },
      ...more,
    ],
    usage: {
      ...onnx.usage,
      name: `a server, ${onnx.usage.name}`,
      files: [
        `- \`${modelPath(name)}\`: the network with its float32 weights, in the layout of a model repository`,
        '  (Triton, KServe), with its `config.pbtxt`.',
        '- `serve.py`, `requirements.txt`, `Dockerfile`: a small server that speaks the Open Inference Protocol.',
        '- `inference-service.yaml`: the same model as a KServe InferenceService.',
      ],
      examples: [onThisMachine(name), asking(name), elsewhere(name)],
    },
  };
}

function config(name: string, labels: number): string {
  return `name: "${name}"
platform: "onnxruntime_onnx"
max_batch_size: 0
input [
  { name: "pictures", data_type: TYPE_UINT8, dims: [ -1, -1, -1, 3 ] }
]
output [
  { name: "probabilities", data_type: TYPE_FP32, dims: [ -1, ${labels} ] }
]
`;
}

function inferenceService(name: string): string {
  return `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: ${name}
spec:
  predictor:
    model:
      modelFormat:
        name: onnx
      protocolVersion: v2
      runtime: kserve-tritonserver
      # Where the folder "models" lies: a volume claim, or an address such as s3://your-bucket/models.
      storageUri: pvc://your-volume/models
      resources:
        requests: { cpu: "1", memory: 1Gi }
        limits: { cpu: "2", memory: 2Gi }
`;
}

function onThisMachine(name: string): string[] {
  return [
    ...codeSection('## On this computer, or in a container', 'sh', [
      'pip install -r requirements.txt && python serve.py',
      '',
      `docker build -t ${name} .`,
      `docker run --rm -p 127.0.0.1:8080:8080 ${name}`,
    ]),
    '',
    'The server has no password and no encryption: run it on a trusted network, or behind a gateway that has both.',
  ];
}

function asking(name: string): string[] {
  return [
    ...codeSection('## How to call it', 'sh', [
      `# a picture as it is: labels with their probabilities, most likely first`,
      `curl --data-binary @picture.jpg http://127.0.0.1:8080/v2/models/${name}/classify`,
      '',
      '# the Open Inference Protocol: bytes of the picture as a tensor, here one of 1 × 2 pixels',
      `curl http://127.0.0.1:8080/v2/models/${name}/infer -H 'content-type: application/json' -d '{`,
      '  "inputs": [{ "name": "pictures", "datatype": "UINT8", "shape": [1, 1, 2, 3],',
      '               "data": [255, 255, 255, 0, 0, 0] }] }\'',
    ]),
    '',
    'The answer holds one output, `probabilities` (FP32, shape [n, labels]), in the order of `labels.txt`.',
    '`/classify` is an addition of `serve.py`; Triton and KServe answer `/infer` alone.',
  ];
}

function elsewhere(name: string): string[] {
  return [
    ...codeSection('## With Triton or KServe', 'sh', [
      '# Triton: the folder "models" is a model repository as it stands',
      'docker run --rm -p 8080:8000 -v "$PWD/models:/models" YOUR_TRITON_IMAGE tritonserver --model-repository=/models',
      '',
      '# KServe: put "models" where inference-service.yaml says, then',
      'kubectl apply -f inference-service.yaml',
    ]),
    '',
    `The address is the same: \`/v2/models/${name}/infer\`.`,
  ];
}
