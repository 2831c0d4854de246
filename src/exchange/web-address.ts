/** Addresses from outside: which of them may be asked for, and how. */

/**
 * The address as it may be asked for; null for anything but http and https. Plain http is asked for
 * over https, which nearly every library offers by now and a page may read; this machine itself and the
 * page's own origin are left as they are.
 */
export function askableAddress(text: string, ownOrigin = ''): string | null {
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  // A name and password in an address are nobody's business here, and browsers refuse them.
  if (url.username !== '' || url.password !== '') return null;
  const isHome =
    url.origin === ownOrigin || /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'http:' && !isHome) {
    url.protocol = 'https:';
  }
  return url.href;
}

/** Whom an address asks, with the port; '' for none. */
export function hostOf(address: string): string {
  return URL.parse(address)?.host ?? '';
}

/**
 * People copy what they find: the link behind the IIIF logo, or the page of a viewer, often hold the
 * manifest's address in their question. Anything else is itself.
 */
export function manifestIn(text: string): string {
  const asked = URL.parse(text.trim())?.searchParams;
  const held = asked?.get('manifest') ?? asked?.get('iiif-content');
  return held && askableAddress(held) !== null ? held : text;
}
