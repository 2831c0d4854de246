/**
 * A visit to somebody's IIIF server: an address is read, a collection walked, pictures chosen, their
 * hosts tried. Nothing is asked for before the person says so; the import itself is `RemoteImport`'s.
 */
import type { Problem } from '../outcome';
import type { IiifCollection, IiifManifest, IiifMember } from '../workers/protocol/iiif';
import type { RemotePicture } from '../workers/protocol/remote';
import { gapReports, hostOf, offersOf, remotePictures, samplesOf } from './iiif-pictures';
import { remoteImportOf, type RemoteImport } from './remote-import.svelte';
import { remoteWorker } from './remote-worker';
import type { ProjectId } from '../collection/records';

/** A manifest of no more canvases is likely one object seen from several sides. */
const fewPictures = 12;
/** Manifests of a collection that are read in one go, and pictures that are offered at once. */
export const mostManifests = 500;
const mostPictures = 50_000;

type From = { address: string } | { file: Blob };

interface Wait {
  label: string;
  done: number;
  total: number;
}

/** A manifest that was wanted and could not be read. */
interface Unread {
  title: string;
  problem: Problem;
}

/** Pictures of a host that will not give them to a page. */
export interface ClosedHost {
  host: string;
  problem: Problem;
  pictures: RemotePicture[];
}

export class IiifVisit {
  wait = $state.raw<Wait | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** The collections one is in, the outermost first. */
  trail = $state.raw<readonly IiifCollection[]>([]);
  /** What was read and is chosen from; null before that. */
  manifests = $state.raw<readonly IiifManifest[] | null>(null);
  unread = $state.raw<readonly Unread[]>([]);
  readonly offers = $derived(offersOf(this.manifests ?? []));
  /** Places among the offers. */
  chosen = $state.raw<ReadonlySet<number>>(new Set());
  sharesRole = $state(false);
  /** What was found out when the hosts were tried; null before that. */
  closed = $state.raw<readonly ClosedHost[] | null>(null);

  readonly #import: RemoteImport;
  #stop = new AbortController();
  #open: RemotePicture[] = [];

  constructor(projectId: ProjectId) {
    this.#import = remoteImportOf(projectId);
  }

  /** Reads an address or a file: the beginning of a visit, or a collection within one. */
  async read(from: From): Promise<void> {
    const found = await this.#ask('Reading', from);
    if (found === null) return;
    if (!found.ok) this.problem = found.problem;
    else if (found.value.kind === 'collection') this.trail = [...this.trail, found.value];
    else this.#offer([found.value], []);
  }

  /** Files that were dropped; one alone may be a collection, too. */
  async readFiles(files: readonly File[]): Promise<void> {
    const [file] = files;
    if (files.length === 1 && file !== undefined) await this.read({ file });
    else await this.#readEach(files.map((each) => ({ title: each.name, from: { file: each } })));
  }

  /** Reads manifests of a collection. */
  async readAll(members: readonly IiifMember[]): Promise<void> {
    await this.#readEach(members.map(({ address, title }) => ({ title, from: { address } })));
  }

  /** One after the other, no more than can be offered at once. */
  async #readEach(wanted: readonly { title: string; from: From }[]): Promise<void> {
    const manifests: IiifManifest[] = [];
    const unread: Unread[] = [];
    let pictures = 0;
    for (const [done, { title, from }] of wanted.entries()) {
      if (done >= mostManifests) {
        unread.push({ title, problem: { kind: 'too-many-bytes', detail: 'too many manifests' } });
        continue;
      }
      const found = await this.#ask('Reading manifests', from, done, wanted.length);
      if (found === null) return;
      if (!found.ok) unread.push({ title, problem: found.problem });
      else if (found.value.kind === 'collection')
        unread.push({ title, problem: { kind: 'not-iiif', detail: 'it is a collection' } });
      else if (pictures + found.value.pictures.length > mostPictures)
        unread.push({ title, problem: { kind: 'too-many-bytes', detail: 'too many pictures' } });
      else {
        pictures += found.value.pictures.length;
        manifests.push(found.value);
      }
    }
    this.#offer(manifests, unread);
  }

  /** One step back: from the pictures to the collection, from there to the one around it. */
  back(): void {
    this.stop();
    this.problem = null;
    if (this.closed !== null) this.closed = null;
    else if (this.manifests !== null) this.manifests = null;
    else this.trail = this.trail.slice(0, -1);
  }

  /** Stops what is being waited for. */
  stop(): void {
    this.#stop.abort();
    this.wait = null;
  }

  /** Tries every host with a picture; true when all are open and the import has begun. */
  async begin(): Promise<boolean> {
    const offers = this.offers.filter((_, at) => this.chosen.has(at));
    const pictures = remotePictures(offers, this.sharesRole);
    const signal = this.#begin('Checking that the pictures can be read', 0, 0);
    const tried = await remoteWorker().ask(
      (api, job) => api.probeHosts(job, samplesOf(pictures)),
      signal,
    );
    if (signal.aborted) return false;
    this.wait = null;
    if (!tried.ok) {
      this.problem = tried.problem;
      return false;
    }
    const barred = new Map<string, ClosedHost>();
    for (const { host, problem } of tried.value)
      if (problem?.kind === 'blocked-by-cors' || problem?.kind === 'network')
        barred.set(host, { host, problem, pictures: [] });
    this.#open = pictures.filter((picture) => !barred.has(hostOf(picture)));
    for (const picture of pictures) barred.get(hostOf(picture))?.pictures.push(picture);
    this.closed = [...barred.values()];
    if (this.closed.length > 0) return false;
    this.beginOpen();
    return true;
  }

  /** How many pictures lie on hosts that are open. */
  get open(): number {
    return this.#open.length;
  }

  /** Begins with what can be had; what cannot is told of in the report. */
  beginOpen(): void {
    const refused = (this.closed ?? []).flatMap(({ problem: { kind }, pictures }) =>
      pictures.map(({ name, folder }) => ({ name, folder, ok: false as const, problem: { kind } })),
    );
    const gaps = (this.manifests ?? []).flatMap(gapReports);
    void this.#import.add(this.#open, [...refused, ...gaps]);
  }

  #offer(manifests: readonly IiifManifest[], unread: readonly Unread[]): void {
    this.manifests = manifests;
    this.unread = unread;
    const firsts = this.offers.flatMap(({ picture }, at) => (picture.isAlternative ? [] : [at]));
    this.chosen = new Set(firsts);
    this.sharesRole = manifests.every(({ pictures }) => pictures.length <= fewPictures);
  }

  /** Null when the person has gone on meanwhile. */
  async #ask(label: string, from: From, done = 0, total = 0) {
    const signal = this.#begin(label, done, total);
    const found = await remoteWorker().call((api, job) => api.readIiif(job, from), signal);
    if (signal.aborted) return null;
    this.wait = null;
    return found;
  }

  #begin(label: string, done: number, total: number): AbortSignal {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.problem = null;
    this.wait = { label, done, total };
    return this.#stop.signal;
  }
}
