import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ out: 'build/web', precompress: true }),
    files: { src: 'web', assets: 'web/static' },
    alias: { $shared: 'shared' },
    csp: {
      mode: 'auto',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        'style-src': ['self'],
        'style-src-attr': ['unsafe-inline'],
        'img-src': ['self', 'data:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['self'],
        'form-action': ['self'],
        'frame-ancestors': ['none'],
      },
    },
    // A phone must never be reloaded in the middle of a sentence: we look for new versions
    // and say so in a bar; nothing reloads by itself.
    version: { pollInterval: 0 },
    typescript: {
      config: (config) => ({
        ...config,
        include: [
          ...config.include,
          '../server/**/*.ts',
          '../shared/**/*.ts',
          '../db/**/*.ts',
          '../test/**/*.ts',
          '../scripts/**/*.ts',
        ],
      }),
    },
  },
};
