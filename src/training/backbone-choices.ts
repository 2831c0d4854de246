/** Networks a person can choose to build on, in words. */
import { bundledBackbone, bundledEntry, bundledNetworks } from '../collection/backbone-catalogue';
import type { BackboneSummary } from '../collection/backbones';
import type { BackboneHash, ProjectId } from '../collection/records';
import type { BackboneSource } from '../workers/protocol/trainer';

export type BackboneWish = BackboneSource | { kind: 'kept'; hash: BackboneHash };

export interface BackboneChoice {
  value: string;
  label: string;
  hint: string;
}

const mobileNet = 'mobilenet_v2_0.35_224';
const mobileNetName = 'MobileNetV2 0.35 (Google)';

/** What is kept in this browser (but not what other collections made), the catalogue, an address, files. */
export function backboneChoices(
  kept: readonly BackboneSummary[],
  current: BackboneHash,
  projectId: ProjectId,
): BackboneChoice[] {
  const own = kept.filter(
    ({ hash, projectId: owner }) => hash !== current && (owner === null || owner === projectId),
  );
  return [
    ...(current === bundledBackbone
      ? []
      : [
          {
            value: `catalogue ${bundledEntry.id}`,
            label: bundledEntry.name,
            hint: 'Comes with Vitrine. Knows photographs of everyday things.',
          },
        ]),
    ...own
      .filter(({ hash }) => hash !== bundledBackbone)
      .map(({ hash, name, inputSize, licence }) => ({
        value: `kept ${hash}`,
        label: name,
        hint: `Kept in this browser. Looks at ${inputSize} × ${inputSize} pixels. Licence: ${licence || 'not stated'}.`,
      })),
    ...(kept.some(({ name, origin }) => origin === 'catalogue' && name === mobileNetName)
      ? []
      : [
          {
            value: `catalogue ${mobileNet}`,
            label: mobileNetName,
            hint: 'Knows photographs of everyday things. Fetched once from Google’s storage (about 1.6 MB), then kept here; nothing of yours is sent.',
          },
        ]),
    {
      value: 'url',
      label: 'From an address',
      hint: 'The https address of the model.json of any TensorFlow.js layers model.',
    },
    {
      value: 'files',
      label: 'From files',
      hint: 'A model exported from Vitrine or Teachable Machine (a zip), or model.json with its weight files.',
    },
  ];
}

/** What a chosen value asks for; null while its address or files are missing. */
export function readWish(value: string, url: string, files: readonly File[]): BackboneWish | null {
  const [kind, name = ''] = value.split(' ');
  if (kind === 'kept') return { kind, hash: name as BackboneHash };
  if (kind === 'catalogue') return { kind, entry: name };
  if (kind === 'url') return isHttps(url.trim()) ? { kind, url: url.trim() } : null;
  return kind === 'files' && files.length > 0 ? { kind, files: [...files] } : null;
}

export function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}

export function backboneName(hash: BackboneHash, kept: readonly BackboneSummary[]): string {
  const bundled = bundledNetworks.get(hash);
  if (bundled !== undefined) return bundled.name;
  const known = kept.find((backbone) => backbone.hash === hash);
  if (!known) return 'a deleted network';
  if (known.origin === 'fine-tuned') return `the network ${lowerFirst(known.name)}`;
  return known.name.startsWith('Network of ') ? `the ${lowerFirst(known.name)}` : known.name;
}

/** "Fine-tuned in run 3" → "fine-tuned in run 3". */
function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
