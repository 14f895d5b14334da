import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { marked } from 'marked';
import { defineConfig, type Plugin } from 'vite';

/** The parts of the help page in their order, the same in every language; screens lead to them by these names. */
const helpParts = [
  'about',
  'key',
  'list',
  'export',
  'import',
  'fields',
  'events',
  'reward',
  'warning',
  'mails',
  'stopped',
];

/** Pictures are once and a half as sharp as they are wide. */
const sharpness = 1.5;

/** Width and height, so that nothing moves when a picture arrives; of WebP as Chromium writes it. */
function sizeOf(file: string): [width: number, height: number] {
  const bytes = readFileSync(file);
  const form = bytes.toString('latin1', 12, 16);
  if (form !== 'VP8 ' && form !== 'VP8X') throw new Error(`${file} is no lossy WebP`);
  const pixels =
    form === 'VP8X'
      ? [24, 27].map((at) => bytes.readUIntLE(at, 3) + 1)
      : [26, 28].map((at) => bytes.readUInt16LE(at) & 0x3fff);
  const [width, height] = pixels.map((count) => Math.round(count / sharpness));
  return [width ?? 0, height ?? 0];
}

/**
 * Our own help pages as HTML, made when the app is built: `import html from './page.md'`. Their pictures become files of
 * the app, and are loaded when they come into sight.
 */
const pages: Plugin = {
  name: 'pages',
  transform(_code, id) {
    if (!id.endsWith('.md')) return undefined;
    const names = helpParts.values();
    const html = marked
      .parse(readFileSync(id, 'utf8'), { async: false, gfm: true })
      .replaceAll('<h2>', () => `<h2 id="${names.next().value ?? ''}">`);
    const files: string[] = [];
    const code = JSON.stringify(html).replaceAll(/src=\\"(pictures\/[^"\\]+)\\"/g, (_found, path: string) => {
      const file = join(dirname(id), path);
      const [width, height] = sizeOf(file);
      files.push(`import picture${files.length} from ${JSON.stringify(file)};`);
      return `src=\\"" + picture${files.length - 1} + "\\" width=\\"${width}\\" height=\\"${height}\\" loading=\\"lazy\\"`;
    });
    return { code: `${files.join('\n')}\nexport default ${code};`, map: null };
  },
};

/** The console of `npm start`, for `npx vite` while developing. */
const consoleUrl = process.env['CONSOLE_URL'] ?? 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react(), pages],
  build: { target: 'es2022', sourcemap: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': consoleUrl }, fs: { allow: ['../..'] } },
});
