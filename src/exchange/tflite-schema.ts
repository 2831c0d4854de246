/** The numbers of TensorFlow Lite's schema (version 3) that are used here. */

export const identifier = 'TFL3';
export const version = 3;

export const operators = {
  add: 0,
  averagePool: 1,
  concatenation: 2,
  convolution: 3,
  depthwise: 4,
  dequantize: 6,
  fullyConnected: 9,
  logistic: 14,
  maxPool: 17,
  relu: 19,
  relu6: 21,
  reshape: 22,
  softmax: 25,
  pad: 34,
  mean: 40,
  reduceMax: 82,
} as const;

/** Which kind of options an operator comes with: the number of its table in the schema's union. */
export const options = {
  convolution: 1,
  depthwise: 2,
  pool: 5,
  fullyConnected: 8,
  softmax: 9,
  concatenation: 10,
  add: 11,
  reshape: 17,
  pad: 22,
  reducer: 27,
  dequantize: 38,
} as const;

export const tensorTypes = { float32: 0, int32: 2, int8: 9 } as const;
export const paddings = { same: 0, valid: 1 } as const;
export const activations = { none: 0, relu: 1, relu6: 3 } as const;

/** Fields by their place in each table. */
export const fields = {
  model: { version: 0, codes: 1, subgraphs: 2, description: 3, buffers: 4, metadata: 6 },
  code: { deprecated: 0, version: 2, builtin: 3 },
  subgraph: { tensors: 0, inputs: 1, outputs: 2, operators: 3, name: 4 },
  tensor: { shape: 0, type: 1, buffer: 2, name: 3, quantization: 4, signature: 7 },
  quantization: { scale: 2, zeroPoint: 3, dimension: 6 },
  operator: { code: 0, inputs: 1, outputs: 2, optionsType: 3, options: 4 },
  buffer: { data: 0 },
  metadata: { name: 0, buffer: 1 },
} as const;
