/** The ways out that are more than a model file, and whom each is for. */
import type { Deployment } from '../workers/protocol/export';

interface WayWords {
  name: string;
  who: string;
  what: string;
  act: string;
}

export const deploymentWords: Record<Deployment, WayWords> = {
  predictor: {
    name: 'A page that labels pictures',
    who: 'For a colleague who wants to try it without installing anything.',
    what: 'One HTML file with the model inside. It opens in any browser, also offline, labels pictures and folders, and saves the answers as a spreadsheet.',
    act: 'Download the page',
  },
  batch: {
    name: 'Scripts for a whole collection',
    who: 'For large collections, up to millions of pictures, on one computer or a cluster.',
    what: 'The ONNX model, a Python script for one computer, one for a cluster (Ray), and a README that explains both.',
    act: 'Download the scripts',
  },
  serving: {
    name: 'A server for the model',
    who: 'For the people who run your catalogue and want to call the model from it.',
    what: 'The ONNX model in the layout that Triton and KServe read, a small server with its Dockerfile, and instructions (Open Inference Protocol).',
    act: 'Download the server',
  },
};

export const deploymentsOffered = Object.keys(deploymentWords) as Deployment[];
