/** Which TensorFlow.js made a model: written into every file that leaves. */
export { version_core as tensorflowVersion } from '@tensorflow/tfjs-core';
