/**
 * The one place where an expected failure becomes words: what happened, what is safe, what to do next.
 * Written for a curator; the technical detail, where there is one, comes last and in brackets.
 */
import { arrivalWords, kept, others, type ProblemWords } from './arrival-words';
import type { Problem, ProblemKind } from '../outcome';

const words: Record<ProblemKind, ProblemWords> = {
  ...arrivalWords,
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
