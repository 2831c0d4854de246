/**
 * Who may import whom (see ARCHITECTURE.md). Type-only imports count as imports, except where a rule
 * says otherwise.
 */
const screens = [
  'projects',
  'intake',
  'labeling',
  'training',
  'experiments',
  'searching',
  'review',
  'checks',
  'doubts',
  'takeaway',
];
const anyScreen = `^src/(${screens.join('|')})/`;
/** What runs in the page: screens, the shell around them, and the files at the top. */
const page = `^src/(${screens.join('|')}|shell)/|^src/[^/]+$`;

/** A room whose imports within src are all named: itself, outcome, and `others`. */
const onlyImports = (room, others = []) => ({
  name: `${room}-keeps-to-itself`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: [`^src/${room}/`, '^src/outcome\\.ts$', ...others] },
});

/** A package that one room alone may import. */
const belongsTo = (room, package_) => ({
  name: `${package_.replace(/\W/g, '')}-only-in-${room}`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${room}/` },
  to: { path: `node_modules/${package_}` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    belongsTo('model', '@tensorflow/'),
    belongsTo('collection', 'dexie/'),
    belongsTo('workers', 'comlink/'),
    {
      ...onlyImports('model', ['^src/statistics/']),
      comment: 'pure: knows no screen, no database, no network',
    },
    onlyImports('collection', ['^src/model/', '^src/statistics/']),
    {
      name: 'collection-knows-shapes-of-model-only',
      comment: 'it may name the settings and metrics it stores',
      severity: 'error',
      from: { path: '^src/collection/' },
      to: { path: '^src/model/', dependencyTypesNot: ['type-only'] },
    },
    onlyImports('exchange', [
      '^src/collection/((training|trust|item)-)?records\\.ts$',
      '^src/model/',
    ]),
    {
      name: 'exchange-takes-plain-data',
      severity: 'error',
      from: { path: '^src/exchange/' },
      to: { path: '^src/(model|collection)/', dependencyTypesNot: ['type-only'] },
    },
    { ...onlyImports('statistics'), comment: 'pure: numbers in, numbers out; screens may use it' },
    {
      ...onlyImports('predictor', [
        '^src/exchange/(computation|csv-cells)\\.ts$',
        '^src/model/(square|weights)\\.ts$',
      ]),
      comment: 'a page of its own: all it imports travels with it',
    },
    onlyImports('pictures'),
    onlyImports('sample'),
    { ...onlyImports('widgets'), comment: 'props in, callbacks out' },
    {
      name: 'widgets-stand-on-svelte-alone',
      comment: 'icons and charts are primitives, too',
      severity: 'error',
      from: { path: '^src/widgets/' },
      to: {
        path: 'node_modules/',
        pathNot: 'node_modules/(svelte|@lucide/svelte|@observablehq/plot|openseadragon)/',
      },
    },
    {
      name: 'outcome-imports-nothing',
      severity: 'error',
      from: { path: '^src/outcome\\.ts$' },
      to: { path: '.' },
    },
    {
      name: 'a-screen-never-imports-another',
      severity: 'error',
      from: { path: anyScreen },
      to: { path: anyScreen, pathNot: '^src/$1/' },
    },
    {
      name: 'a-screen-never-computes',
      comment: 'it sends ids to a worker and watches rows',
      severity: 'error',
      from: { path: page, pathNot: '^src/network\\.ts$' },
      to: { path: '^src/(model|exchange|pictures|predictor)/|^src/network\\.ts$' },
    },
    {
      name: 'a-screen-hires-workers',
      severity: 'error',
      from: { path: page },
      to: {
        path: '^src/workers/',
        pathNot: '^src/workers/(hire|machine)\\.ts$|^src/workers/protocol/',
      },
    },
    {
      name: 'workers-know-no-screen',
      severity: 'error',
      from: { path: '^src/workers/' },
      to: { path: `${anyScreen}|^src/(widgets|shell)/|\\.svelte$` },
    },
    {
      name: 'the-page-side-of-workers-never-computes',
      severity: 'error',
      from: { path: '^src/workers/(hire|machine)\\.ts$|^src/workers/protocol/' },
      to: {
        path: '^src/(model|exchange|pictures|sample)/|^src/network\\.ts$|^src/workers/(trainer|pictures)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-network-knows-nobody',
      severity: 'error',
      from: { path: '^src/network\\.ts$' },
      to: { path: '^src/', pathNot: '^src/outcome\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: "two files may name each other's shapes; types are gone when the app runs",
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-drawers',
      comment: 'a thing lives with its owner',
      severity: 'error',
      from: {},
      to: { path: '^src/.*\\b(utils|helpers|common|types|shared|lib)(/|\\.ts$)' },
    },
    {
      name: 'no-barrels',
      severity: 'error',
      from: {},
      to: { path: '^(src|tests|scripts)/.*\\bindex\\.(ts|js)$' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        // Svelte compiles itself into the product and is installed for that; types vanish.
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/svelte/',
      },
    },
    {
      name: 'nothing-unresolved',
      comment: 'Vite resolves "?url" itself, through the exports of a package, too',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.wasm\\?url$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'browser', 'import', 'types', 'default'],
      extensions: ['.ts', '.svelte', '.svelte.ts', '.js', '.d.ts'],
    },
  },
};
