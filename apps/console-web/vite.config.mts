import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { marked } from 'marked';
import { defineConfig, type Plugin } from 'vite';

/** The parts of the help page in their order, the same in every language; screens lead to them by these names. */
const helpParts = [
  'about',
  'key',
  'list',
  'export',
  'fields',
  'events',
  'reward',
  'warning',
  'mails',
  'stopped',
];

/** Our own help pages as HTML, made when the app is built: `import html from './page.md'`. */
const pages: Plugin = {
  name: 'pages',
  transform(_code, id) {
    if (!id.endsWith('.md')) return undefined;
    const names = helpParts.values();
    const html = marked
      .parse(readFileSync(id, 'utf8'), { async: false, gfm: true })
      .replaceAll('<h2>', () => `<h2 id="${names.next().value ?? ''}">`);
    return { code: `export default ${JSON.stringify(html)};`, map: null };
  },
};

/** The console of `npm start`, for `npx vite` while developing. */
const consoleUrl = process.env['CONSOLE_URL'] ?? 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react(), pages],
  build: { target: 'es2022', sourcemap: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': consoleUrl }, fs: { allow: ['../..'] } },
});
