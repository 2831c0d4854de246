import { expect, it } from 'vitest';
import { askableAddress, hostOf, manifestIn } from '../../../src/exchange/web-address';

it.each([
  ['https://a.org/m.json', 'https://a.org/m.json'],
  ['  https://a.org/ü ', 'https://a.org/%C3%BC'],
  ['http://a.org/m.json', 'https://a.org/m.json'],
  ['http://127.0.0.1:8080/m', 'http://127.0.0.1:8080/m'],
  ['http://localhost/m', 'http://localhost/m'],
  ['http://museum.lan:8080/m', 'http://museum.lan:8080/m'],
])('%s is asked for as %s', (text, address) => {
  expect(askableAddress(text, 'http://museum.lan:8080')).toBe(address);
});

it.each([
  ...[
    '',
    'm.json',
    '//a.org/m',
    'javascript:alert(1)',
    'data:image/png;base64,AA',
    'file:///etc/passwd',
  ],
  ...[
    'ftp://a.org',
    'blob:https://a.org/1',
    'https://me:secret@a.org/',
    'https://',
    'https://a b/',
  ],
])('“%s” is no address that may be asked for', (text) => {
  expect(askableAddress(text)).toBeNull();
});

it('a host is named with its port', () => {
  expect(hostOf('https://a.org:8443/m')).toBe('a.org:8443');
  expect(hostOf('no address')).toBe('');
});

it('the manifest is found in the address of a viewer', () => {
  const manifest = 'https://a.org/iiif/9/manifest.json';
  const asked = encodeURIComponent(manifest);
  expect(manifestIn(`https://viewer.org/?manifest=${asked}&canvas=2`)).toBe(manifest);
  expect(manifestIn(`https://viewer.org/#x?manifest=${asked}`)).toBe(
    `https://viewer.org/#x?manifest=${asked}`,
  );
  expect(manifestIn(`${manifest}?manifest=javascript:alert(1)`)).toContain('a.org');
  expect(manifestIn(manifest)).toBe(manifest);
});
