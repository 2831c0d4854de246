import { expect, it } from 'vitest';
import { savedWords } from '../../../src/messages/autosave-words';

const folder = { name: 'Safe' } as FileSystemDirectoryHandle;
const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5).getTime();

it('says where a collection is saved, and when it last was', () => {
  expect(savedWords({ folder, at: null })).toBe(
    'It will be saved to the folder “Safe” in a moment.',
  );
  const words = (then: number) => savedWords({ folder, at: then }, at(21, 20));
  expect(words(at(21, 8))).toBe('Saved to the folder “Safe” today at 08:05.');
  expect(words(at(20, 23))).toBe('Saved to the folder “Safe” yesterday at 23:05.');
  expect(words(at(3, 9))).toBe('Saved to the folder “Safe” on 3 Nov 2026 at 09:05.');
});
