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
  'label-errors',
  'export',
];
const anyScreen = `^src/(${screens.join('|')})/`;
/** What runs in the page: screens, the shell around them, what several of them share, and main.ts. */
const page = `^src/(${screens.join('|')}|shell|viewer|keyboard|files|messages)/|^src/main\\.ts$`;

/** How numbers and times are said: pure, and imported by everything that says one. */
const numbersAndTimes = '^src/messages/(numbers|times)\\.ts$';

/** The files of `workers` that run in the page. */
const pageSide = '^src/workers/(client|machine|trainer-task\\.svelte)\\.ts$|^src/workers/protocol/';

/** The rooms of the trainer's work, each with those it stands on: arrows point one way. */
const trainerRooms = {
  backbones: [],
  learning: ['backbones'],
  'fine-tuning': ['learning', 'backbones'],
  search: ['fine-tuning', 'learning', 'backbones'],
  assessment: ['fine-tuning', 'learning', 'backbones'],
  export: ['learning', 'backbones'],
};

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
      numbersAndTimes,
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
        '^src/model/(preprocess|weights)\\.ts$',
        '^src/statistics/half-precision\\.ts$',
        numbersAndTimes,
      ]),
      comment: 'a page of its own: all it imports travels with it',
    },
    onlyImports('pictures'),
    {
      name: 'the-sample-is-a-package-of-its-own',
      severity: 'error',
      from: { path: '^sample/' },
      to: { path: '.', pathNot: '^sample/' },
    },
    { ...onlyImports('widgets', [numbersAndTimes]), comment: 'props in, callbacks out' },
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
      from: { path: page },
      to: { path: '^src/(model|exchange|pictures|predictor)/|^src/network\\.ts$' },
    },
    {
      name: 'the-page-asks-workers-through-their-clients',
      severity: 'error',
      from: { path: page },
      to: { path: '^src/workers/', pathNot: pageSide },
    },
    {
      name: 'workers-know-no-screen',
      severity: 'error',
      from: { path: '^src/workers/' },
      to: {
        path: `${page}|^src/widgets/|\\.svelte$`,
        // Remarks are written into records, too.
        pathNot: [numbersAndTimes, '^src/messages/remark-words\\.ts$'],
      },
    },
    {
      name: 'numbers-and-times-import-nothing',
      comment: 'so that every room, and the predictor, says them alike',
      severity: 'error',
      from: { path: numbersAndTimes },
      to: { path: '.' },
    },
    ...Object.entries(trainerRooms).map(([room, below]) => ({
      name: `${room}-stands-on-${below.join('-and-') || 'no-other-room'}`,
      severity: 'error',
      from: { path: `^src/workers/${room}/` },
      to: {
        path: `^src/workers/(trainer|${Object.keys(trainerRooms).join('|')})/`,
        pathNot: `^src/workers/(${[room, ...below].join('|')})/`,
      },
    })),
    {
      name: 'messages-are-words',
      comment: 'what a screen has worked out may be named, not computed',
      severity: 'error',
      from: { path: '^src/messages/' },
      to: {
        path: '^src/',
        pathNot: '^src/(messages|statistics|collection)/|^src/outcome\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'viewer-keyboard-and-files-know-no-screen',
      severity: 'error',
      from: { path: '^src/(viewer|keyboard|files)/' },
      to: { path: `${anyScreen}|^src/shell/` },
    },
    {
      name: 'the-page-side-of-workers-never-computes',
      severity: 'error',
      from: { path: pageSide },
      to: {
        path: '^src/(model|exchange|pictures)/|^sample/|^src/network\\.ts$|^src/workers/[^/]+/',
        pathNot: '^src/workers/protocol/',
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
      name: 'no-circular',
      comment: 'nor among types: a type lives with the noun it belongs to',
      severity: 'error',
      from: {},
      to: { circular: true },
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
      to: { path: '^(src|sample|tests|scripts)/.*\\bindex\\.(ts|js)$' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(src|sample)/' },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: '^(src|sample)/' },
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
