/** What stands behind a graphics API: a graphics card, or the processor pretending to be one. */

export interface Adapter {
  /** As the browser names it; '' where it does not say. */
  description: string;
  isSoftware: boolean;
}

const softwareNames = /swiftshader|llvmpipe|softpipe|software|basic render|\bwarp\b|lavapipe/i;

/** The WebGPU adapter TensorFlow.js would get, or null where there is none. */
export async function webgpuAdapter(): Promise<Adapter | null> {
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) return null;
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) return null;
  const { vendor, architecture, device, description } = adapter.info;
  const words = [vendor, architecture, device, description].filter((word) => word !== '').join(' ');
  const isFallback =
    adapter.info.isFallbackAdapter ||
    // Where browsers kept it before it moved to `info`.
    (adapter as { isFallbackAdapter?: boolean }).isFallbackAdapter === true;
  return { description: words, isSoftware: isFallback || softwareNames.test(words) };
}

/** The WebGL 2 renderer, or null where there is none. */
export function webglAdapter(): Adapter | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) return null;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  const description = typeof renderer === 'string' ? renderer : '';
  return { description, isSoftware: softwareNames.test(description) };
}
