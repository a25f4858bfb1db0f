import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [sveltekit()],
  build: { target: 'es2022' },
  // Several development servers may run from one checkout, each with its own cache.
  cacheDir: process.env.VITE_CACHE_DIR ?? 'node_modules/.vite',
});
