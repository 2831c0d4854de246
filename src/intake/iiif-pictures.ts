/** From what a manifest offers to pictures that can be fetched, with all that is known of each. */
import { number } from '../messages/numbers';
import type { RecordField } from '../collection/item-records';
import type { FileReport } from '../workers/protocol/file-report';
import type { IiifGap, IiifManifest, IiifPicture } from '../workers/protocol/iiif';
import type { RemotePicture } from '../workers/protocol/remote';

/** One line of the list a person chooses from. */
export interface Offer {
  manifest: IiifManifest;
  picture: IiifPicture;
}

export function offersOf(manifests: readonly IiifManifest[]): Offer[] {
  return manifests.flatMap((manifest) =>
    manifest.pictures.map((picture) => ({ manifest, picture })),
  );
}

/** Pictures of one canvas always share a group; with `sharesRole`, all of a manifest do. */
export function remotePictures(offers: readonly Offer[], sharesRole: boolean): RemotePicture[] {
  const onCanvas = new Map<string, number>();
  for (const { picture } of offers)
    onCanvas.set(picture.canvas, (onCanvas.get(picture.canvas) ?? 0) + 1);
  const common = new Map<IiifManifest, RecordField[]>();
  return offers.map(({ manifest, picture }) => {
    const ofAll = common.get(manifest) ?? fieldsOfAll(manifest);
    common.set(manifest, ofAll);
    const { name, source, canvas, service, address, part } = picture;
    const isOneOfSeveral = (onCanvas.get(canvas) ?? 0) > 1;
    // A part is known by its own address: whoever asked the service would get the whole.
    const remote =
      service !== '' && part === null
        ? { kind: 'iiif' as const, service }
        : { kind: 'url' as const, url: address };
    return {
      addresses: address === '' ? [] : [address],
      ...(part === null ? {} : { part: { service, view: part } }),
      name,
      folder: folderNamed(manifest.title),
      attachments: {
        record: { source, remote, fields: fieldsOfOne(ofAll, picture) },
        group: sharesRole ? manifest.id : isOneOfSeveral ? canvas : null,
        decision: null,
      },
    };
  });
}

function fieldsOfAll({ id, title, fields }: IiifManifest): RecordField[] {
  const has = (name: string) => fields.some((field) => field.name === name);
  return [
    ...(has('Title') ? [] : [{ name: 'Title', value: title }]),
    ...fields,
    ...(has('Source') || id === '' ? [] : [{ name: 'Source', value: id }]),
  ];
}

/** A canvas that has rights of its own is not under those of the whole. */
function fieldsOfOne(ofAll: readonly RecordField[], { canvas, fields }: IiifPicture) {
  const own = new Set(fields.map(({ name }) => name));
  const overruled = ['Rights', 'Required statement'].filter((name) => own.has(name));
  const kept = ofAll.filter(({ name }) => !overruled.includes(name));
  return [...kept, ...fields, { name: 'Canvas', value: canvas }];
}

/** A title may hold slashes, which would make folders of it. */
function folderNamed(title: string): string {
  return title.replace(/\s*[\\/]+\s*/g, ' - ');
}

const gapWords: Record<IiifGap['why'], string> = {
  'sound-or-film': 'audio or video',
  text: 'text',
  empty: 'empty',
  'no-address': 'without a usable address',
  repeated: 'a repeated canvas',
  broken: 'not understood',
};

/** What gives no picture belongs in the report as well: counts in = counts out. */
export function gapReports({ title, gaps }: IiifManifest): FileReport[] {
  return gaps.map(({ name, why }) => ({
    ...{ name, folder: folderNamed(title) },
    ok: false,
    problem: { kind: 'no-picture', detail: gapWords[why] },
  }));
}

/** “84 empty, 1 sound or film”, most frequent first. */
export function gapSummary(gaps: readonly IiifGap[]): string {
  const counts = new Map<string, number>();
  for (const { why } of gaps) counts.set(gapWords[why], (counts.get(gapWords[why]) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([words, count]) => `${number(count)} ${words}`)
    .join(', ');
}

/** Whom a picture will be asked of. */
export function hostOf({ attachments, addresses }: RemotePicture): string {
  const remote = attachments?.record?.remote;
  const address = remote?.kind === 'iiif' ? remote.service : (addresses[0] ?? '');
  return URL.parse(address)?.host ?? '';
}

/** A few of each host, to try whether it may be asked. */
export function samplesOf(pictures: readonly RemotePicture[]): RemotePicture[] {
  const taken = new Map<string, number>();
  return pictures.filter((picture) => {
    const host = hostOf(picture);
    const count = (taken.get(host) ?? 0) + 1;
    taken.set(host, count);
    return count <= 2;
  });
}

/** A list that a download manager reads: one address a line, each of the whole picture. */
export function addressList(pictures: readonly RemotePicture[]): string {
  const lines = pictures.map(({ attachments, addresses }) => {
    const remote = attachments?.record?.remote;
    const made = remote?.kind === 'iiif' ? `${remote.service}/full/max/0/default.jpg` : '';
    return addresses[0] ?? made;
  });
  return `${lines.join('\n')}\n`;
}
