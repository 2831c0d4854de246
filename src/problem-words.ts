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
    happened: 'This kind of picture cannot be read here yet.',
    safe: others,
    next: 'Convert it to JPEG, PNG, WebP or AVIF and add it again.',
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
  duplicate: {
    happened: 'This very picture is already in the collection.',
    safe: 'It was not stored a second time.',
    next: 'There is nothing to do.',
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
    happened: 'The model that arrived is not the one that was expected.',
    safe: 'It was not stored and not used.',
    next: 'Try again. If it happens again, the source may have changed it.',
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
