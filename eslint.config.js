import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const network =
  'src/network.ts is the one place that talks to a network, so that "nothing leaves the browser" stays checkable.';
const reachesOut = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport'];
const scopes = ['window', 'globalThis', 'self'];

const blocksTheGpu = ['dataSync', 'arraySync'].map((name) => ({
  selector: `MemberExpression[property.name='${name}']`,
  message: `${name} loses the device on WebGPU: await data() or array() instead.`,
}));
const focused = {
  selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name='only']",
  message: 'A focused test hides all others.',
};

export default ts.config(
  { ignores: ['dist/', 'coverage/', 'test-results/', 'playwright-report/', 'bench-results/'] },
  // A rule is changed here, with a reason, or kept: no comment switches it off in a file.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.worker, ...globals.node },
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.worker.json', './tsconfig.node.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      // TypeScript knows which names exist.
      'no-undef': 'off',
      // An interface may ask for a promise where one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': true, 'ts-check': false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...blocksTheGpu, focused],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // Assigning to a rune is what makes the screen change.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived', '$state'] }],
      // Sets and maps here are built anew and swapped, or are nobody's business but a class's own.
      'svelte/prefer-svelte-reactivity': 'off',
      // About SvelteKit's router; ours lives in the address's hash.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['src/**', 'sample/**'],
    ignores: ['src/network.ts'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'no-restricted-globals': ['error', ...reachesOut.map((name) => ({ name, message: network }))],
      'no-restricted-properties': [
        'error',
        { object: 'navigator', property: 'sendBeacon', message: network },
        ...scopes.flatMap((object) =>
          reachesOut.map((property) => ({ object, property, message: network })),
        ),
      ],
    },
  },
  { files: ['*.js', '*.cjs', '.*.cjs'], extends: [ts.configs.disableTypeChecked] },
);
