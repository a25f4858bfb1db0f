import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-eslint';
import svelteConfig from '../svelte.config.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Shape: what keeps a file readable at one sitting. Directions and fences are dependency-cruiser's work. */
const shape = {
  complexity: ['error', 10],
  'max-depth': ['error', 3],
  'max-params': ['error', 4],
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
};

const types = {
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // Nothing here uses `this`: our interfaces are records of functions, and taking one out of them is fine.
  '@typescript-eslint/unbound-method': 'off',
  // A function may be async because its interface is.
  '@typescript-eslint/require-await': 'off',
};

const passedIn = 'Passed in, so that a rule can be replayed: time, chance and the outer world are arguments.';
const outerWorld = ['process', 'fetch', 'crypto', 'performance', 'queueMicrotask'].concat([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
]);

/** `new Date(stored)` is arithmetic; `new Date()` and `Date.now()` ask the wall clock. */
const replayable = {
  'no-restricted-globals': ['error', ...outerWorld.map((name) => ({ name, message: passedIn }))],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: passedIn },
    { object: 'Math', property: 'random', message: passedIn },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: passedIn },
    { selector: 'CallExpression[callee.name="Date"]', message: passedIn },
  ],
};

/** What decides, and nothing that reads, sends or stores by itself: the simulation plays with all of it. */
const decidingParts = [
  'shared/domain/**',
  'shared/documents/**',
  'server/commands/**',
  'server/store/{group-commit,group-turns,group-ends,batch}.ts',
  'server/live/{publish,regrouping,changed,write-facts,room-facts,arrangements,meeting-queues,versions}.ts',
  'server/live/{live-document,gathered,newcomers,writers,flush-window,flushing,first-state,awareness}.ts',
  'server/live/{documents,document-log,document-admission,fair-seats}.ts',
  'server/live/guard.ts',
  'server/live/guard/**',
];

const noOuterWorld = {
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: '^(node:|(ws|socket\\.io|better-sqlite3|express)$)',
          allowTypeImports: true,
          message: passedIn,
        },
      ],
    },
  ],
};

const typesOnlyFromServer = {
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: '^(\\.\\./)+(server|db)/',
          allowTypeImports: true,
          message:
            'The bundle would get its own database and rooms. Take them from event.locals; import types only.',
        },
      ],
    },
  ],
};

export default ts.config(
  { ignores: ['build', '.svelte-kit', 'node_modules', 'db/migrations', 'data', 'test/results'] },
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: {
        projectService: { allowDefaultProject: ['web/service-worker.ts'] },
        tsconfigRootDir: root,
        extraFileExtensions: ['.svelte'],
      },
    },
    // TypeScript knows every name already.
    rules: { ...shape, ...types, 'no-undef': 'off' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'max-lines-per-function': 'off',
      // The app always lies at the root of its host.
      'svelte/no-navigation-without-resolve': 'off',
      // An imported component is `any` to the parser; svelte-check knows its real type.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: decidingParts, rules: { ...replayable, ...noOuterWorld } },
  { files: ['web/lib/live/phone-outbox.ts'], rules: replayable },
  // SvelteKit hands over its functions as methods.
  { files: ['web/**'], rules: { ...typesOnlyFromServer, '@typescript-eslint/unbound-method': 'off' } },
  // Wiring, and factories whose inner functions share one state: the outer function is a list, not a step.
  {
    files: [
      'server/app.ts',
      'server/sign-in.ts',
      'server/http/api.ts',
      'server/views/index.ts',
      'server/live/*.ts',
    ],
    rules: { 'max-lines-per-function': ['error', { max: 160, skipBlankLines: true, skipComments: true }] },
  },
  // A table is a list of columns, however long.
  { files: ['db/tables/**'], rules: { 'max-lines-per-function': 'off' } },
  // Control signs are what it removes.
  { files: ['shared/domain/note.ts'], rules: { 'no-control-regex': 'off' } },
  {
    files: ['test/**'],
    rules: {
      complexity: ['error', 15],
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      // Answers over HTTP are untyped until the assertion has looked at them.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['**/*.config.*', 'server/vite.ts'], rules: { 'no-restricted-exports': 'off' } },
  { files: ['**/*.{js,cjs}'], ...ts.configs.disableTypeChecked },
);
