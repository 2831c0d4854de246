/** An ICC profile of other colours than the web's: what is red in the picture is green to the eye. */
import { srgbProfile } from '../../../src/pictures/srgb-profile';

export function redIsGreen(): Uint8Array<ArrayBuffer> {
  const bytes = srgbProfile();
  const view = new DataView(bytes.buffer);
  for (let at = 132; at < 132 + 9 * 12; at += 12) {
    const name = view.getUint32(at);
    if (name === signature('rXYZ')) view.setUint32(at, signature('gXYZ'));
    if (name === signature('gXYZ')) view.setUint32(at, signature('rXYZ'));
  }
  return bytes;
}

function signature(name: string): number {
  return [...name].reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0);
}
