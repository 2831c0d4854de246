/**
 * The one place where an expected failure becomes words: what happened, what is safe, what to do next.
 * Written for a curator; the technical detail, where there is one, comes last and in brackets.
 */
import { arrivalWords, kept, others, type ProblemWords } from './arrival-words';
import type { Problem, ProblemKind } from '../outcome';

const words: Record<ProblemKind, ProblemWords> = {
  ...arrivalWords,
  'database-unavailable': {
    happened: 'The browser did not open its storage.',
    safe: 'What was stored before has not been touched.',
    next: 'Private windows and strict privacy settings can cause this. Try an ordinary window, or reload the page.',
  },
  'database-blocked': {
    happened: 'Another tab with an older version of Vitrine is using the storage.',
    safe: 'Everything is kept, and nothing is being changed.',
    next: 'Close the other Vitrine tabs. This page then continues by itself.',
  },
  'database-newer': {
    happened: 'The data in this browser was written by a newer version of Vitrine.',
    safe: 'Nothing has been touched: an older version could damage it.',
    next: 'Reload the page to get the newest version. If that does not help, empty the browser’s cache, but not its site data.',
  },
  'database-damaged': {
    happened: 'The browser cannot open its stored data.',
    safe: 'Nothing has been deleted. What can still be read can be saved to files.',
    next: 'Reload the page first, then restart the browser: often that is enough. Otherwise save what can be read, start over, and open the saved files or your last backup.',
  },
  'not-found': {
    happened: 'This could not be found.',
    safe: kept,
    next: 'It may have been deleted in another tab. Go back to the start and open it from the list.',
  },
  'blank-name': {
    happened: 'A name is missing.',
    safe: kept,
    next: 'Type a name and try again.',
  },
  'malformed-backup': {
    happened: 'This file is not a Vitrine backup, or it is damaged.',
    safe: 'Nothing was imported; your other collections have not changed.',
    next: 'Try another copy of the file, or download it again from where it is kept.',
  },
  'newer-backup': {
    happened: 'This backup was made by a newer version of Vitrine.',
    safe: 'Nothing was imported; the file has not changed.',
    next: 'Reload the page to get the newest version, then open the backup again.',
  },
  'already-here': {
    happened: 'This collection is already in this browser.',
    safe: 'Nothing was changed.',
    next: 'Keep the one that is here, or replace it with the backup.',
  },
  'unwritable-file': {
    happened: 'The browser was not allowed to write the file.',
    safe: kept,
    next: 'Choose another folder and try again.',
  },
  'folder-locked': {
    happened: 'The browser needs your permission again to write to that folder.',
    safe: `${kept} The existing file is intact.`,
    next: 'Allow it to continue saving.',
  },
  'folder-gone': {
    happened: 'The folder has been moved or deleted.',
    safe: kept,
    next: 'Put it back, reconnect the drive, or choose another folder.',
  },
  'no-backend': {
    happened: 'This browser cannot run the model.',
    safe: `${kept} You can go on labelling, without suggestions.`,
    next: 'Update the browser, or try a current Chrome, Edge or Firefox.',
  },
  'gpu-lost': {
    happened: 'The graphics card stopped answering.',
    safe: `${kept} A training run loses at most one epoch.`,
    next: 'Resume the run. If it happens again, close other programs that use the graphics card.',
  },
  'not-a-number': {
    happened: 'Training diverged: its numbers became too large.',
    safe: 'The model in service has not changed.',
    next: 'Try again with fewer layers or a smaller learning rate.',
  },
  'exploding-loss': {
    happened:
      'Training diverged: its answers became several times worse than guessing, so it was stopped.',
    safe: 'The model in service has not changed, and the best epoch before that, if there was one, is kept.',
    next: 'Try again with a smaller learning rate; “Find a learning rate” under Diagnosis suggests one.',
  },
  'worker-crashed': {
    happened: 'A background worker has crashed.',
    safe: kept,
    next: 'It restarts by itself. If it keeps crashing, close other tabs to free memory.',
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
    happened: 'The model can be read, but it is not an image model that Vitrine can use.',
    safe: 'Nothing has changed.',
    next: 'Choose a network that takes one square colour picture, 32 to 512 pixels wide.',
  },
  'hash-mismatch': {
    happened: 'The downloaded network is damaged, or is not the expected one.',
    safe: `It was not stored or used. ${kept}`,
    next: 'Reload the page and try again. If it happens again, the source may have changed it.',
  },
  network: {
    happened: 'The network did not answer.',
    safe: kept,
    next: 'Check the connection and try again. Everything already in this browser works without it.',
  },
  'blocked-by-cors': {
    happened: 'That site does not allow other pages to read its files.',
    safe: 'Nothing has changed.',
    next: 'Download the files yourself and open them from your computer.',
  },
  'rate-limited': {
    happened: 'The server received too many requests and asked for a pause.',
    safe: 'What was downloaded is kept.',
    next: 'Wait a while, then start the same import again: it continues where it stopped.',
  },
  'access-denied': {
    happened: 'The server only gives this to people who are logged in.',
    safe: others,
    next: 'If you have access, download it yourself and add the file.',
  },
  'no-such-address': {
    happened: 'Nothing was found at this address.',
    safe: others,
    next: 'Try to open it in a new tab; the institution may have moved it.',
  },
  'bad-address': {
    happened: 'This is not a valid web address.',
    safe: others,
    next: 'Copy the whole address; it begins with https://.',
  },
  'too-many-bytes': {
    happened: 'The file is too large to read safely, so the download was stopped.',
    safe: others,
    next: 'Choose a smaller version, or download it and add the file.',
  },
  'not-iiif': {
    happened: 'This is not a valid IIIF manifest or collection.',
    safe: 'Nothing has changed.',
    next: 'Look for the IIIF logo, or the words “IIIF manifest”, on the institution’s page, and copy the address behind it.',
  },
  'no-picture': {
    happened: 'There is no picture here: it is audio, video, text, or empty.',
    safe: others,
    next: 'You do not need to do anything.',
  },
  'parity-failed': {
    happened: 'The exported file did not give the same answers as the model, so it was discarded.',
    safe: 'The model in this collection has not changed.',
    next: 'Try again, or choose full precision (float32).',
  },
  'unsupported-layer': {
    happened: 'This format does not support one of the network’s layers.',
    safe: 'The model in this collection has not changed.',
    next: 'Choose TensorFlow.js, which supports every layer, or train on another network.',
  },
  'no-finalist': {
    happened: 'No settings worked: every training diverged.',
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
