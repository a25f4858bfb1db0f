import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/**
 * Thirty small files cost a phone on a weak network more in headers and waiting than in content. What every page
 * with scripts needs is one file; what a resident's page needs before it can be used is another.
 */
const groups = [
  {
    name: 'base',
    test: /node_modules[\\/](svelte[\\/](?!src[\\/](reactivity|attachments|transition|motion|easing|animate|events|legacy|store))|@sveltejs|esm-env|devalue|clsx[\\/])|\.svelte-kit[\\/]generated[\\/]client-optimized[\\/](app|matchers)/,
    priority: 2,
  },
  {
    name: 'resident',
    test: /web[\\/]lib[\\/]live[\\/](resident|outbox|mine|room|keep|new-id|announcer|on-return|post-command)|web[\\/]lib[\\/]ui[\\/](resident[\\/](ResidentPage|TopLine|TimeLeft|RefusedDrafts|Earlier|NoteForm|Collect|OwnNote|OthersNotes|scenes|steps|rounds|own-order)|Header|Footer|ProblemNote)|shared[\\/]domain[\\/](outbox|note|meeting|step|problem|dot|timer)\.ts|shared[\\/]words[\\/](shell|problems|language)|routes[\\/](\+layout|m[\\/])/,
    priority: 1,
  },
];

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [sveltekit()],
  build: {
    target: 'es2022',
    ...(isSsrBuild ? {} : { rolldownOptions: { output: { codeSplitting: { groups } } } }),
  },
  // Several development servers may run from one checkout, each with its own cache.
  cacheDir: process.env.VITE_CACHE_DIR ?? 'node_modules/.vite',
}));
