import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumLaunch } from './scripts/browser.ts';
import { contentSecurityPolicy } from './scripts/content-security-policy.ts';
import { crossOriginIsolation } from './scripts/cross-origin-isolation.ts';
import { selfContained } from './scripts/self-contained.ts';

const tensorflow = [
  'core',
  'layers',
  'backend-webgpu',
  'backend-wasm',
  'backend-webgl',
  'backend-cpu',
];

/** Files that train or embed, on a software GPU or many threads. */
const training = [
  'tests/browser/export/export-model.test.ts',
  'tests/browser/export/teachable-machine.test.ts',
  'tests/browser/model/**/*.test.ts',
  'tests/browser/workers/{assessment,backbones,fine-tuning,learning,search,trainer}/**/*.test.ts',
];

/**
 * Tests in a real Chromium. Each worker has a context of its own, with its own databases and files. A new
 * object each time: vitest writes into the one it is given.
 */
const inBrowser = () => ({
  globalSetup: './tests/servers/serve-for-browser.ts',
  // Software rendering on a busy machine is slow; nothing here measures time.
  testTimeout: 240_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 60_000 } },
  browser: {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: playwright({ launchOptions: chromiumLaunch() }),
    instances: [{ browser: 'chromium' as const }],
  },
});

export default defineConfig({
  base: './',
  plugins: [svelte(), contentSecurityPolicy(), crossOriginIsolation(), selfContained()],
  worker: { format: 'es', plugins: () => [selfContained()] },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1500, manifest: true },
  // Known from the start: one found later would reload the page in the middle of a test.
  optimizeDeps: {
    include: [
      ...tensorflow.map((part) => `@tensorflow/tfjs-${part}`),
      '@bufbuild/protobuf/wire',
      '@litertjs/core',
      '@litertjs/core/wasm/litert_wasm_compat_internal.js',
      '@litertjs/core/wasm/litert_wasm_internal.js',
      '@litertjs/core/wasm/litert_wasm_threaded_internal.js',
      '@imagemagick/magick-wasm',
      '@observablehq/plot',
      '@teachablemachine/image',
      '@xmldom/xmldom',
      '@zip.js/zip.js/lib/zip-core-native.js',
      'comlink',
      'dexie',
      'exifreader',
      'file-type',
      'flatbuffers',
      'geotiff',
      'h5wasm',
      'hyparquet',
      'hyparquet-writer',
      'image-size',
      'onnxruntime-web/wasm',
      'openseadragon',
      'papaparse',
      'tinykeys',
      'valibot',
      'virtua/svelte',
    ],
    // A module an icon: served one by one.
    exclude: ['@lucide/svelte'],
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          // A busy machine is slow; nothing here measures time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        extends: true,
        test: {
          ...inBrowser(),
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: training,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...inBrowser(),
          name: 'browser-training',
          include: training,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
