// Who may import whom. Layers keep the rules free of the world around them; fences keep each large library
// behind one door, so that it can be replaced there.

const under = (...folders) => `^(${folders.join('|')})`;
const ours = under('shared/', 'db/', 'server/', 'web/', 'scripts/', 'test/');

/** Files under `from` may import `from` itself and `to`, nothing else of ours. */
const layer = (from, ...to) => ({
  name: `layer ${from}`,
  severity: 'error',
  from: { path: under(from) },
  to: { path: ours, pathNot: under(from, ...to) },
});

/** The packages may be imported only from the folders listed. */
const fence = (packages, ...doors) => ({
  name: `fence ${packages[0]}`,
  severity: 'error',
  from: { path: ours, pathNot: under(...doors) },
  to: { path: `(^|node_modules/)(${packages.join('|')})(/|$)` },
});

// What every part of the server may speak of: who asks in which language, what may be asked, chance, settings.
const ground = 'server/(actor|asked-language|chance|config|http-refusal|services)\\.ts$';
const below = ['shared/', 'db/', ground, 'server/store/'];
const middle = [...below, 'server/commands/', 'server/views/'];

module.exports = {
  forbidden: [
    {
      name: 'no cycles',
      severity: 'error',
      from: { path: ours, pathNot: '^test/simulation/' },
      to: { circular: true },
    },
    {
      // Those who live in the simulated world know it by its type; nothing is loaded in a circle.
      name: 'no cycles but of types in the simulated world',
      severity: 'error',
      from: { path: '^test/simulation/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'found',
      severity: 'error',
      from: { path: ours },
      to: { couldNotResolve: true, pathNot: '^\\$(app|env|service-worker)' },
    },
    {
      name: 'domain: no packages, nothing of Node',
      severity: 'error',
      from: { path: under('shared/domain/') },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'core'] },
    },
    {
      // Half a second's work for the largest meeting: the hall would stand still.
      name: 'exports are made in a thread of their own',
      severity: 'error',
      from: { path: '^server/main\\.ts$' },
      to: { path: '^server/exports/(read-for|csv|(meeting|inputs)-(csv|json))\\.ts$', reachable: true },
    },

    layer('shared/domain/'),
    layer('shared/'),
    layer('db/', 'shared/'),
    layer(ground, 'shared/'),
    layer('server/store/', 'shared/', 'db/', ground),
    layer('server/commands/', ...below),
    layer('server/views/', ...below),
    layer('server/live/', ...middle),
    layer('server/exports/', ...middle),
    layer('server/http/', ...middle, 'server/exports/', 'server/auth.ts'),
    layer('server/', 'shared/', 'db/'),
    {
      name: 'web: shared, and only types from the server',
      severity: 'error',
      from: { path: under('web/') },
      to: { path: ours, pathNot: under('web/', 'shared/'), dependencyTypesNot: ['type-only'] },
    },

    fence(
      ['yjs', 'y-protocols', 'lib0'],
      'shared/documents/',
      'server/live/',
      'web/lib/live/',
      'test/',
      'scripts/',
    ),
    fence(['y-websocket', 'y-indexeddb'], 'web/lib/live/', 'test/', 'scripts/'),
    fence(['drizzle-orm', 'better-sqlite3'], 'db/', 'server/store/', 'server/auth.ts', 'test/'),
    fence(['better-auth'], 'server/auth.ts', 'test/'),
    fence(['express'], 'server/http/', 'server/app.ts'),
    fence(['socket.io'], 'server/live/'),
    fence(['socket.io-client'], 'web/lib/live/', 'scripts/', 'test/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.svelte-kit|db/migrations)/|/\\$types(\\.d\\.ts)?$' },
    tsPreCompilationDeps: true,
    // SvelteKit writes its aliases relative to a folder of its own; dependency-cruiser reads them from the root.
    tsConfig: { fileName: require.resolve('./dependency-cruiser.tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.svelte', '.json', '.d.ts'],
    },
  },
};
