/** What crosses between the script, the page and its worker while peers are compared. */
export interface PeerPicture {
  url: string;
  name: string;
  /** Index among the labels. */
  label: number;
}

/** A folder of labelled pictures. */
export interface PeersFolder {
  pictures: PeerPicture[];
  names: string[];
  /** Where MobileNetV2's `model.json` lies. */
  network: string;
}

/** Who is learned from and who is asked about: places among the pictures, in a drawn order. */
export interface Draw {
  seed: number;
  labelled: number[];
  test: number[];
}

export interface VitrineResult {
  accuracy: number;
  /** From the last label to new suggestions for every picture. */
  suggestionsMs: number;
}

/** What came in, and how fast it was embedded. */
export interface OpenedFolder {
  /** Places of pictures that came in: not those whose bytes were there before. */
  kept: number[];
  perSecond: number;
}

export type PeersRequest =
  | { kind: 'open'; pictures: PeerPicture[]; labels: number; base: string }
  | { kind: 'learn'; draw: Draw };

export interface TeachableResult {
  /** Share of the test pictures whose first choice is their label. */
  accuracy: number;
  /** Of one `addExample`, the picture being decoded and cropped already; the median over the labelled pictures. */
  addMs: number;
  trainMs: number;
}
