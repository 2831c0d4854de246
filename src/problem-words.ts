/**
 * The one place where an expected failure becomes words: what happened, what is safe, what to do next.
 * Written for a curator; the technical detail, where there is one, comes last and in brackets.
 */
import type { Problem, ProblemKind } from './outcome';

export interface ProblemWords {
  happened: string;
  safe: string;
  next: string;
}

const kept = 'Everything you have decided is kept.';
const others = 'The other pictures are not affected.';

const words: Record<ProblemKind, ProblemWords> = {
  'empty-file': {
    happened: 'The file is empty.',
    safe: others,
    next: 'Copy it again from where it came from.',
  },
  'not-an-image': {
    happened: 'This is not a picture, whatever its name says.',
    safe: others,
    next: 'Leave it out, or convert it to JPEG or PNG.',
  },
  'unsupported-image': {
    happened:
      'This kind of picture cannot be read here: a drawing, a camera’s raw file or a rare format.',
    safe: others,
    next: 'Save it as TIFF, JPEG or PNG in another program and add it again.',
  },
  'undecodable-image': {
    happened: 'The picture is damaged and could not be decoded.',
    safe: others,
    next: 'Open it in another program and save it anew, or scan it again.',
  },
  'image-too-large': {
    happened: 'The picture is too large to open safely (over 100 million pixels).',
    safe: others,
    next: 'Scale it down and add it again.',
  },
  'unreadable-file': {
    happened: 'The browser could not read the file.',
    safe: others,
    next: 'See whether it is still where it was and may be read, then add it again.',
  },
  'original-locked': {
    happened: 'The browser needs your permission to read the folder of this picture again.',
    safe: kept,
    next: 'Allow access to the folder again.',
  },
  'original-gone': {
    happened: 'The picture is not where it was.',
    safe: kept,
    next: 'Put the file back, or add the folder again: every decision stays with its picture.',
  },
  'original-changed': {
    happened: 'The file has changed since it was added.',
    safe: kept,
    next: 'Put the earlier file back, or add the new one as a picture of its own.',
  },
  'host-unasked': {
    happened: 'The full picture lies on a server that has not been asked yet.',
    safe: 'Nothing has been sent anywhere.',
    next: 'Allow this collection to ask that server.',
  },
  'no-original': {
    happened: 'There is no copy of this picture here, and no way to its original.',
    safe: kept,
    next: 'Add the file or its folder again: every decision stays with its picture.',
  },
  duplicate: {
    happened: 'This very picture is already in the collection.',
    safe: 'It was not stored a second time.',
    next: 'There is nothing to do.',
  },
  'not-a-table': {
    happened: 'This is not a table Vitrine can read.',
    safe: others,
    next: 'Save it as CSV (UTF-8) in your spreadsheet and add it again.',
  },
  'too-many-labels': {
    happened: 'The column holds more different values than labels can be.',
    safe: 'Nothing was changed.',
    next: 'Choose another column for the label; keep this one as a field.',
  },
  'malformed-archive': {
    happened: 'The archive is damaged, or has not been copied to its end.',
    safe: 'What could be read before the damage is not affected, nor are other files.',
    next: 'Copy or download it again. Or unpack it yourself and add the folder.',
  },
  'unsafe-entry': {
    happened: 'This file in the archive has a name that no honest archive holds.',
    safe: `It was not opened. ${others}`,
    next: 'If you trust where the archive comes from, unpack it yourself and add the folder.',
  },
  'locked-entry': {
    happened: 'This file in the archive is locked with a password.',
    safe: others,
    next: 'Unpack the archive with its password and add the folder.',
  },
  'swollen-entry': {
    happened: 'This file in the archive would unpack to far more than it should.',
    safe: `It was not unpacked. ${others}`,
    next: 'If you trust where the archive comes from, unpack it yourself and add the picture.',
  },
  'damaged-entry': {
    happened: 'This file in the archive is damaged: it is not what its checksum says.',
    safe: others,
    next: 'Copy or download the archive again.',
  },
  'unsupported-entry': {
    happened: 'This file in the archive is packed in a way that cannot be read here.',
    safe: others,
    next: 'Unpack it yourself and add the folder.',
  },
  'not-here': {
    happened: 'This is a backup of Vitrine, a collection of its own.',
    safe: 'Nothing has changed.',
    next: 'Open it with “Open a backup” on the first page.',
  },
  'unknown-labels': {
    happened: 'The file holds no labels in a form that is known here.',
    safe: 'Nothing has changed.',
    next: 'Known are the label files of Vitrine, JSON of Label Studio and COCO, and Teachable Machine projects.',
  },
  'groups-are-labels': {
    happened: 'These groups are labels: what a picture shows cannot tell objects apart.',
    safe: 'Nothing was grouped.',
    next: 'Group by something that names one object: an inventory number, a volume, a sitter.',
  },
  'quota-exceeded': {
    happened: 'The browser has no room left to store pictures.',
    safe: 'What was stored before is whole; nothing was half-written.',
    next: 'Free some disk space or delete a collection you no longer need, then go on.',
  },
  'database-unavailable': {
    happened: 'The browser would not open its storage.',
    safe: 'What was stored before has not been touched.',
    next: 'Private windows and strict privacy settings can cause this. Try an ordinary window, or reload the page.',
  },
  'database-blocked': {
    happened: 'The storage is held by another tab that has an older Vitrine open.',
    safe: 'Everything is kept, and nothing is being changed.',
    next: 'Close the other tabs of Vitrine. This page goes on by itself as soon as they are gone.',
  },
  'database-newer': {
    happened: 'What is stored here was written by a newer Vitrine than this one.',
    safe: 'Nothing has been touched: an older program writing into it could do harm.',
    next: 'Reload the page to get the newest Vitrine. If that does not help, empty the browser’s cache, but not its site data.',
  },
  'database-damaged': {
    happened: 'The browser cannot open what it has stored.',
    safe: 'Nothing has been deleted. What can still be read can be saved to files.',
    next: 'Reload the page first, then restart the browser: often that is enough. Otherwise save what can be read, begin anew, and open the saved files or your last backup.',
  },
  'not-found': {
    happened: 'What was asked for is not here.',
    safe: kept,
    next: 'It may have been deleted in another tab. Go back to the start and open it from the list.',
  },
  'blank-name': {
    happened: 'A name is missing.',
    safe: kept,
    next: 'Type a name and try again.',
  },
  'malformed-backup': {
    happened: 'This is no backup of Vitrine, or it has been damaged.',
    safe: 'Nothing was brought in; your other collections are as they were.',
    next: 'Try another copy of the file, or download it again from where it is kept.',
  },
  'newer-backup': {
    happened: 'This backup was made by a newer Vitrine than the one you are using.',
    safe: 'Nothing was brought in; the file is as it was.',
    next: 'Reload the page to get the newest Vitrine, then open the backup again.',
  },
  'already-here': {
    happened: 'This collection is in this browser already.',
    safe: 'Nothing was changed.',
    next: 'Go on with the one that is here, or replace it by the backup.',
  },
  'unwritable-file': {
    happened: 'The browser was not allowed to write the file.',
    safe: kept,
    next: 'Choose another folder and try again.',
  },
  'folder-locked': {
    happened: 'The browser asks again whether Vitrine may write into that folder.',
    safe: `${kept} The file that is there is whole.`,
    next: 'Allow it, and saving goes on.',
  },
  'folder-gone': {
    happened: 'The folder is not where it was.',
    safe: kept,
    next: 'Put it back or plug the drive in again, or choose another folder.',
  },
  'no-backend': {
    happened: 'No way of computing works in this browser.',
    safe: `${kept} You can go on labelling, without suggestions.`,
    next: 'Update the browser, or try a current Chrome, Edge or Firefox.',
  },
  'gpu-lost': {
    happened: 'The graphics card stopped answering.',
    safe: `${kept} A training run loses at most one epoch.`,
    next: 'Resume the run. If it happens again, close other programs that draw a lot.',
  },
  'not-a-number': {
    happened: 'Training went astray: the numbers grew beyond all bounds.',
    safe: 'The model in service has not changed.',
    next: 'Try again with fewer layers or a smaller learning rate.',
  },
  'exploding-loss': {
    happened:
      'Training ran away: its answers were soon several times worse than guessing, so it was stopped.',
    safe: 'The model in service has not changed, and the best epoch before that, if there was one, is kept.',
    next: 'Try again with a smaller learning rate; “Find a learning rate” under Diagnosis suggests one.',
  },
  'worker-crashed': {
    happened: 'The part of the program that computes has crashed.',
    safe: kept,
    next: 'It starts again by itself. If it keeps crashing, close other tabs to free memory.',
  },
  aborted: {
    happened: 'Stopped, as you asked.',
    safe: 'What was finished before is kept.',
    next: 'Start again whenever you like.',
  },
  'malformed-model': {
    happened: 'This is not a model Vitrine can read.',
    safe: 'Nothing has changed.',
    next: 'Choose a TensorFlow.js layers model: model.json together with its weight files.',
  },
  'unsuitable-model': {
    happened: 'The model can be read, but does not suit pictures here.',
    safe: 'Nothing has changed.',
    next: 'Choose a network that takes one square colour picture, 32 to 512 pixels wide.',
  },
  'hash-mismatch': {
    happened: 'The network that arrived is not the one that was expected: damaged, or another.',
    safe: `It was not stored and not used. ${kept}`,
    next: 'Reload the page and try again. If it happens again, the source may have changed it.',
  },
  network: {
    happened: 'The network did not answer.',
    safe: kept,
    next: 'Check the connection and try again. Everything already in this browser works without it.',
  },
  'blocked-by-cors': {
    happened: 'That site does not let other pages read its files.',
    safe: 'Nothing has changed.',
    next: 'Download the files yourself and open them from your computer.',
  },
  'rate-limited': {
    happened: 'The server asked for a pause, because it is being asked too much.',
    safe: 'What has arrived is kept.',
    next: 'Wait a while, then start the same import again: it goes on where it stopped.',
  },
  'access-denied': {
    happened: 'The server keeps this for people who are logged in there.',
    safe: others,
    next: 'Download it yourself, if you may, and add the file.',
  },
  'no-such-address': {
    happened: 'There is nothing at this address (any more).',
    safe: others,
    next: 'See whether it opens in a tab of its own; the institution may have moved it.',
  },
  'bad-address': {
    happened: 'This is no address that can be asked for.',
    safe: others,
    next: 'An address begins with https:// and is copied whole.',
  },
  'too-many-bytes': {
    happened: 'The answer was larger than can be read safely, so reading was stopped.',
    safe: others,
    next: 'Ask for a smaller version, or download it and add the file.',
  },
  'not-iiif': {
    happened: 'This is no IIIF manifest or collection that can be understood.',
    safe: 'Nothing has changed.',
    next: 'Look for the IIIF logo, or the words “IIIF manifest”, on the institution’s page, and copy the address behind it.',
  },
  'no-picture': {
    happened: 'There is no picture here: it is sound, film, text, or empty.',
    safe: others,
    next: 'There is nothing to do.',
  },
  'parity-failed': {
    happened: 'The finished file did not answer as the model here does, so it was thrown away.',
    safe: 'The model in this collection has not changed.',
    next: 'Try again, or choose full precision (float32).',
  },
  'unsupported-layer': {
    happened: 'This format has no way to say what one layer of the network does.',
    safe: 'The model in this collection has not changed.',
    next: 'Choose TensorFlow.js, which has every layer, or train on another network.',
  },
  'no-finalist': {
    happened: 'No settings that were tried came to an end: each training broke down.',
    safe: 'The model in service has not changed.',
    next: 'Run “Diagnosis” under Train to see whether it can learn these pictures at all.',
  },
  'too-few-examples': {
    happened: 'There is not enough to learn from yet.',
    safe: kept,
    next: 'Decide a few more pictures: at least two labels, with a few examples each.',
  },
};

/** Words for a problem; `detail`, where there is one, is appended to what happened. */
export function describeProblem(problem: Problem): ProblemWords {
  const plain = words[problem.kind];
  if (problem.detail === undefined || problem.detail === '') return plain;
  return { ...plain, happened: `${plain.happened} (${problem.detail})` };
}
