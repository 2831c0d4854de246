/** A network from files a person chose: a model zip, or `model.json` together with its weight files. */
import { readMetadata, type ReadMetadata } from '../../exchange/model-metadata';
import { unpackModel } from '../../exchange/model-zip';
import { weightFiles } from '../../model/backbone';
import { failure, success, type Outcome } from '../../outcome';

export interface OpenedModel {
  modelJson: unknown;
  /** In the order of the manifest. */
  weights: ArrayBuffer;
  /** What the network is to be called here. */
  name: string;
  /** '' where the files do not say. */
  licence: string;
}

/** Fails with 'malformed-model' when something is missing or is not what it should be. */
export async function openModelFiles(files: readonly File[]): Promise<Outcome<OpenedModel>> {
  const zip = files.find(({ name }) => name.toLowerCase().endsWith('.zip'));
  if (!zip) return openLoose(files);
  const unpacked = await unpackModel(zip);
  if (!unpacked.ok) return unpacked;
  const { modelJson, weights, metadata } = unpacked.value;
  return success({ modelJson, weights, ...about(metadata, zip.name) });
}

async function openLoose(files: readonly File[]): Promise<Outcome<OpenedModel>> {
  const descriptions = files.filter(
    ({ name }) => /\.json$/i.test(name) && name !== 'metadata.json',
  );
  const description = descriptions.find(({ name }) => name === 'model.json') ?? descriptions[0];
  if (!description) return failure('malformed-model', 'there is no model.json among the files');
  const modelJson = await readJson(description);
  if (!modelJson.ok) return modelJson;
  const names = weightFiles(modelJson.value);
  if (!names.ok) return names;
  const parts: File[] = [];
  for (const name of names.value) {
    const part = files.find((file) => file.name === name.split('/').at(-1));
    if (!part) return failure('malformed-model', `${name} is missing`);
    parts.push(part);
  }
  const beside = files.find(({ name }) => name === 'metadata.json');
  const metadata = beside ? await readJson(beside) : null;
  return success({
    modelJson: modelJson.value,
    weights: await new Blob(parts).arrayBuffer(),
    ...about(metadata?.ok ? readMetadata(metadata.value) : null, description.name),
  });
}

/** An export of ours knows the licence of its backbone; other tools give a name at most. */
function about(
  metadata: ReadMetadata | null,
  fileName: string,
): Pick<OpenedModel, 'name' | 'licence'> {
  const name = metadata?.modelName.trim() ?? '';
  return {
    name: name === '' ? fileName : `Network of “${name}”`,
    licence: metadata?.vitrine?.backbone.licence ?? '',
  };
}

async function readJson(file: File): Promise<Outcome<unknown>> {
  try {
    return success(JSON.parse(await file.text()) as unknown);
  } catch (error) {
    return failure('malformed-model', `${file.name}: ${String(error)}`);
  }
}
