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
    who: 'For a colleague who should try it, today, without installing anything.',
    what: 'One HTML file with the model inside. Opened in any browser, also without a network, it takes pictures and folders and gives their labels and a spreadsheet.',
    act: 'Download the page',
  },
  batch: {
    name: 'A folder for the whole collection',
    who: 'For whoever has a hundred thousand pictures, or ten million, and a machine or a cluster for them.',
    what: 'The ONNX model, a Python script for one machine, one for many (Ray), and a README that goes from the laptop to the cluster.',
    act: 'Download the folder',
  },
  serving: {
    name: 'A folder to serve answers from',
    who: 'For the people who run your catalogue and want to ask the model from there.',
    what: 'The ONNX model in the layout that Triton and KServe read, a small server with its Dockerfile, and how to ask it (Open Inference Protocol).',
    act: 'Download the service',
  },
};

export const deploymentsOffered = Object.keys(deploymentWords) as Deployment[];
