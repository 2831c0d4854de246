/** Words for what can be wrong with what a person hands over: pictures, tables, manifests, archives. */
import type { ProblemKind } from '../outcome';

export interface ProblemWords {
  happened: string;
  safe: string;
  next: string;
}

export const kept = 'Everything you have decided is kept.';
export const others = 'The other pictures are not affected.';

export const arrivalWords = {
  'empty-file': {
    happened: 'The file is empty.',
    safe: others,
    next: 'Copy it again from where it came from.',
  },
  'not-an-image': {
    happened: 'This file is not a picture.',
    safe: others,
    next: 'Leave it out, or convert it to JPEG or PNG.',
  },
  'unsupported-image': {
    happened:
      'This kind of picture is not supported: a vector drawing, a camera raw file or a rare format.',
    safe: others,
    next: 'Save it as TIFF, JPEG or PNG in another program and add it again.',
  },
  'undecodable-image': {
    happened: 'The picture is damaged and could not be decoded.',
    safe: others,
    next: 'Open it in another program and save it again, or scan it again.',
  },
  'runaway-image': {
    happened: 'Reading this picture would not come to an end, so it was given up.',
    safe: 'What came in before it is stored, and the others go on.',
    next: 'Save it anew in another program, as TIFF or JPEG, and add it again.',
  },
  'image-too-large': {
    happened: 'The picture is too large to open safely (over 100 million pixels).',
    safe: others,
    next: 'Scale it down and add it again.',
  },
  'unreadable-file': {
    happened: 'The browser could not read the file.',
    safe: others,
    next: 'Check that it is still there and that you may read it, then add it again.',
  },
  'original-locked': {
    happened: 'The browser needs your permission to read the folder of this picture again.',
    safe: kept,
    next: 'Allow access to the folder again.',
  },
  'original-gone': {
    happened: 'The picture has been moved or deleted.',
    safe: kept,
    next: 'Put the file back, or add the folder again: every decision stays with its picture.',
  },
  'original-changed': {
    happened: 'The file has changed since it was added.',
    safe: kept,
    next: 'Put the earlier file back, or add the new one as a separate picture.',
  },
  'host-not-allowed': {
    happened: 'The full picture is on a server that this collection may not contact yet.',
    safe: 'Nothing has been sent anywhere.',
    next: 'Allow this collection to contact that server.',
  },
  'no-original': {
    happened: 'There is no copy of this picture here, and its original cannot be reached.',
    safe: kept,
    next: 'Add the file or its folder again: every decision stays with its picture.',
  },
  duplicate: {
    happened: 'This picture is already in the collection.',
    safe: 'It was not stored a second time.',
    next: 'You do not need to do anything.',
  },
  'not-a-table': {
    happened: 'This is not a table Vitrine can read.',
    safe: others,
    next: 'Save it as CSV (UTF-8) in your spreadsheet and add it again.',
  },
  'too-many-labels': {
    happened: 'The column has too many different values to be labels.',
    safe: 'Nothing was changed.',
    next: 'Choose another column for the label; keep this one as a field.',
  },
  'malformed-archive': {
    happened: 'The archive is damaged or incomplete.',
    safe: 'What could be read before the damage is not affected, nor are other files.',
    next: 'Copy or download it again. Or unpack it yourself and add the folder.',
  },
  'unsafe-entry': {
    happened: 'This file in the archive has an unsafe name.',
    safe: `It was not opened. ${others}`,
    next: 'If you trust where the archive comes from, unpack it yourself and add the folder.',
  },
  'locked-entry': {
    happened: 'This file in the archive is locked with a password.',
    safe: others,
    next: 'Unpack the archive with its password and add the folder.',
  },
  'zip-bomb': {
    happened: 'This file in the archive unpacks to a suspiciously large size.',
    safe: `It was not unpacked. ${others}`,
    next: 'If you trust where the archive comes from, unpack it yourself and add the picture.',
  },
  'damaged-entry': {
    happened: 'This file in the archive is damaged: its checksum does not match.',
    safe: others,
    next: 'Copy or download the archive again.',
  },
  'unsupported-entry': {
    happened: 'This file in the archive is compressed in a way that is not supported.',
    safe: others,
    next: 'Unpack it yourself and add the folder.',
  },
  'not-here': {
    happened: 'This is a Vitrine backup: a whole collection.',
    safe: 'Nothing has changed.',
    next: 'Open it with “Open a backup” on the first page.',
  },
  'unknown-labels': {
    happened: 'The file has no labels in a known format.',
    safe: 'Nothing has changed.',
    next: 'Supported are label files of Vitrine, JSON of Label Studio and COCO, and Teachable Machine projects.',
  },
  'groups-are-labels': {
    happened: 'These groups are labels, not single objects.',
    safe: 'Nothing was grouped.',
    next: 'Group by something that names one object: an inventory number, a volume, a sitter.',
  },
  'quota-exceeded': {
    happened: 'The browser has no room left to store pictures.',
    safe: 'Everything stored before is intact.',
    next: 'Free some disk space or delete a collection you no longer need, then try again.',
  },
} satisfies Partial<Record<ProblemKind, ProblemWords>>;
