import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

/** Parts of the library that only the facilitator's, staff's and the wall's pages use. */
const seldom =
  /svelte\/src\/(internal\/client\/dom\/(blocks\/svelte-element|elements\/(actions|attachments|bindings\/(select|size)))|reactivity\/set)\.js$|kit\/src\/runtime\/app\/forms\.js$/;

/**
 * Which file a module of the browser goes to, first match wins; the rest is split by who needs it. A phone in a
 * full hall fetches thirteen files before it is awake: as forty they compress worse and each brings its headers.
 * Style sheets stay with their pages (grouped, they would vanish from pages without scripts), except the resident's.
 */
const files: readonly (readonly [RegExp, string | null])[] = [
  [/web\/lib\/ui\/resident\/.*type=style/, 'resident'],
  [/\.css$|type=style/, null],
  [seldom, null],
  [/vite\/preload-helper|\/node_modules\/(svelte|@sveltejs\/kit|devalue|esm-env|clsx)\//, 'base'],
  [/web\/routes\/\+layout\.svelte$|shared\/words\/shell\.ts$/, 'base'],
  [/web\/lib\/ui\/(Header|Footer|Village|ProblemNote)\.svelte$/, 'base'],
  [/web\/lib\/live\/(connection|fetch-again|on-return|post-command|new-id|room|closed-for)\./, 'live'],
  [/shared\/(domain\/(problem|meeting|timer|note)|wire\/version)\.ts$|ui\/resident\/steps\.ts$/, 'live'],
  [/web\/lib\/ui\/resident\/(Collect|NoteForm|OwnNotes?|OthersNotes)\.svelte$/, 'collect'],
  [/web\/lib\/ui\/resident\/(ResidentPage|Earlier|TopLine|TimeLeft|NoteList)\.svelte$/, 'resident'],
  [/web\/lib\/ui\/resident\/scenes\.|web\/routes\/m\//, 'resident'],
  [
    /web\/lib\/live\/(resident|outbox|phone-outbox|outbox-store|shelf|mine|keep|draft|keep-page|announcer)\./,
    'resident',
  ],
  [/shared\/(domain\/outbox(-entry)?|words\/resident)\.ts$/, 'resident'],
];

const fileOf = (id: string, bundle: Rolldown.ChunkingContext): string | null => {
  // The page's own entry joins the file it would otherwise only point to.
  if (/client-optimized\/nodes\//.test(id))
    return bundle.getModuleInfo(id)?.importedIds.some((part) => part.includes('/routes/m/'))
      ? 'resident'
      : null;
  return files.find(([test]) => test.test(id))?.[1] ?? null;
};

/** What is loaded for nothing else than being in the library: its parts have no effect unless somebody uses them. */
const unused =
  /svelte\/src\/(internal\/(client|shared)|reactivity|legacy|store)\/|kit\/src\/runtime\/app\/state\//;

const isBrowser = (environment: { config: { consumer: string } } | undefined): boolean =>
  environment?.config.consumer === 'client';

const fewFiles: Plugin = {
  name: 'few-files',
  options: (options) => ({
    ...options,
    preserveEntrySignatures: 'allow-extension',
    treeshake: { moduleSideEffects: [{ test: unused, sideEffects: false }] },
  }),
  transform: {
    filter: { id: /kit\/src\/runtime\/client\/client\.js$/ },
    // Taken apart this way, the whole of Svelte's front door would have to come along.
    handler: (code) =>
      code.replace(
        'const { onMount, tick } = svelte;',
        'const onMount = svelte.onMount, tick = svelte.tick;',
      ),
  },
  outputOptions(options) {
    if (!isBrowser(this.environment)) return null;
    const groups = [{ name: fileOf }];
    return { ...options, codeSplitting: { includeDependenciesRecursively: false, groups } };
  },
};

export default defineConfig({
  plugins: [sveltekit(), fewFiles],
  build: {
    target: 'es2022',
    modulePreload: {
      polyfill: false,
      // The list of pages comes with every page; what each of them needs is better said by the page itself.
      resolveDependencies: (_file, needed, { hostId }) =>
        hostId.includes('entry/app') ? needed.filter((file) => file.endsWith('.css')) : needed,
    },
  },
  // Several development servers may run from one checkout, each with its own cache.
  cacheDir: process.env.VITE_CACHE_DIR ?? 'node_modules/.vite',
});
