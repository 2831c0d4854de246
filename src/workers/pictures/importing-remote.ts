/**
 * From addresses to whole items. A few hosts are asked at a time, each by a few lanes; what has arrived
 * is stored by the handful while the next is on its way.
 */
import { allowHost } from '../../collection/allowances';
import { sourcesHere } from '../../collection/known-sources';
import type { NetworkProblem } from '../../network';
import { failure, type Outcome, type Problem, type ProblemKind } from '../../outcome';
import type { HostReport, RemotePicture, RemoteReport, RemoteRequest } from '../protocol/remote';
import { usualManners, type PoliteFetcher } from './fetching';
import { addressesOf, hostOfPicture } from './remote-addresses';
import { Storing, type Queued } from './storing-remote';

const hostsAtOnce = 6;
/** A picture's answer is not read beyond this. */
const pictureBytes = 128 * 2 ** 20;
/** So many pictures in a row that a host did not give for reasons of its own, and it is asked no more. */
const vainInARow = 3;

const ofTheHost = new Set<ProblemKind>(['network', 'blocked-by-cors', 'rate-limited']);

/** A server that answers with an error stumbled over this picture; the next may come. */
function isOfTheHost({ kind, status }: NetworkProblem): boolean {
  return ofTheHost.has(kind) && (status === undefined || kind === 'rate-limited');
}

export async function importRemote(
  request: RemoteRequest,
  fetcher: PoliteFetcher,
  signal: AbortSignal,
  report: (reports: RemoteReport[]) => void | Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const storing = new Storing(request, both, report, stop);
  const all = request.pictures.map((picture, at) => ({ at, picture }));
  const fresh = await leaveOutKnown(request, all, storing);
  const byName = byHost(fresh, ({ picture }) => picture);
  // Whoever wants no copies wants these hosts to be asked again.
  if (request.keepsCopies === false)
    for (const host of byName.keys()) await allowHost(request.projectId, host);
  const hosts = [...byName.values()];
  const work = async () => {
    for (let queue = hosts.shift(); queue !== undefined; queue = hosts.shift())
      await askHost(queue, request.workingSide, fetcher, both, storing);
  };
  await Promise.all(Array.from({ length: hostsAtOnce }, work));
  await storing.finish();
}

/** What came in before is not asked for again. */
async function leaveOutKnown(
  { projectId }: RemoteRequest,
  all: readonly Queued[],
  storing: Storing,
): Promise<Queued[]> {
  const sources = all.flatMap(({ picture }) => picture.attachments?.record?.source ?? []);
  const here = await sourcesHere(projectId, sources);
  const isKnown = ({ picture }: Queued) => here.has(picture.attachments?.record?.source ?? '');
  await storing.refuse(all.filter(isKnown), failure('duplicate').problem);
  return all.filter((one) => !isKnown(one));
}

async function askHost(
  queue: Queued[],
  workingSide: number,
  fetcher: PoliteFetcher,
  signal: AbortSignal,
  storing: Storing,
): Promise<void> {
  let inVain = 0;
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      await storing.room();
      const bytes = signal.aborted
        ? failure('aborted')
        : await fetchPicture(next.picture, workingSide, fetcher, signal);
      if (bytes.ok) {
        inVain = 0;
        storing.take(next, bytes.value);
        continue;
      }
      await storing.refuse([next], bytes.problem);
      if (!isOfTheHost(bytes.problem)) continue;
      inVain += 1;
      if (inVain >= vainInARow) await storing.refuse(queue.splice(0), bytes.problem);
    }
  };
  await Promise.all(Array.from({ length: usualManners.atOnce }, lane));
}

export async function fetchPicture(
  picture: RemotePicture,
  workingSide: number,
  fetcher: PoliteFetcher,
  signal: AbortSignal,
): Promise<Outcome<ArrayBuffer, NetworkProblem>> {
  const addresses = await addressesOf(picture, workingSide, fetcher, signal);
  if (!addresses.ok) return addresses;
  let answer: Outcome<ArrayBuffer, NetworkProblem> = failure('bad-address');
  for (const address of addresses.value) {
    const given = await fetcher.fetch(address, { signal, maxBytes: pictureBytes });
    if (given.ok) return given;
    answer = given;
    const { kind, status } = given.problem;
    // Not this size, or not at this address: perhaps at the next. A server that stumbles would again.
    const isTurnedDown = status !== undefined && (status < 500 || status === 501);
    if (kind === 'rate-limited') break;
    if (kind !== 'no-such-address' && kind !== 'too-many-bytes' && !isTurnedDown) break;
  }
  return answer;
}

function byHost<T>(all: readonly T[], pictureOf: (one: T) => RemotePicture): Map<string, T[]> {
  const hosts = new Map<string, T[]>();
  for (const one of all) {
    const host = hostOfPicture(pictureOf(one));
    const theirs = hosts.get(host);
    if (theirs === undefined) hosts.set(host, [one]);
    else theirs.push(one);
  }
  return hosts;
}

/** A host is asked for up to so many pictures before it is believed to have none. */
const samples = 2;

export async function probeHosts(
  pictures: readonly RemotePicture[],
  fetcher: PoliteFetcher,
  signal: AbortSignal,
): Promise<HostReport[]> {
  const hosts = byHost(pictures, (picture) => picture);
  hosts.delete('');
  return Promise.all(
    [...hosts].map(async ([host, theirs]) => {
      let problem: Problem | null = null;
      for (const picture of theirs.slice(0, samples)) {
        const given = await fetchPicture(picture, probeSide, fetcher, signal);
        problem = given.ok ? null : given.problem;
        if (given.ok || isOfTheHost(given.problem)) break;
      }
      return { host, problem };
    }),
  );
}

/** Small: it is thrown away. */
const probeSide = 128;
