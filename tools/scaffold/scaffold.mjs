/** What the scaffolds share: words, files, and edits of existing files that refuse to guess. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages, root as workspace } from '../packages.mjs';

/** A wrong use of a scaffold; its message is all that a person needs. */
export class UsageError extends Error {}

export const kebab = (name) => name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, '-$&').toLowerCase();
export const pascal = (name) => name.replaceAll(/(?:^|-)([a-z0-9])/g, (_all, letter) => letter.toUpperCase());
export const camel = (name) => pascal(name).replace(/^./, (letter) => letter.toLowerCase());

/**
 * Collects new files and edits and writes all of them or, when one is impossible, none. `root` is the workspace, or a
 * copy of it in tests.
 */
export class Change {
  constructor(root = workspace) {
    this.root = root;
    this.texts = new Map();
  }

  create(path, text) {
    if (existsSync(join(this.root, path))) throw new UsageError(`${path} exists already`);
    this.texts.set(path, text);
  }

  /** Puts `line` before the first line that `isLater`, looking at the lines that `isSibling` only; at their end else. */
  insert(path, line, isSibling, isLater) {
    const lines = this.read(path).split('\n');
    const siblings = lines.map((text, index) => ({ text, index })).filter(({ text }) => isSibling(text));
    const last = siblings.at(-1);
    if (!last) throw new UsageError(`${path} has another shape than expected: nothing was changed`);
    const next = siblings.find(({ text }) => isLater(text));
    lines.splice(next ? next.index : last.index + 1, 0, line);
    this.texts.set(path, lines.join('\n'));
  }

  replace(path, pattern, replacement) {
    const text = this.read(path);
    if (!pattern.test(text))
      throw new UsageError(`${path} has another shape than expected: nothing was changed`);
    this.texts.set(path, text.replace(pattern, replacement));
  }

  read(path) {
    return this.texts.get(path) ?? readFileSync(join(this.root, path), 'utf8');
  }

  /** Resolves with the paths written. */
  async write() {
    const { format, resolveConfig } = await import('prettier');
    const options = await resolveConfig(join(workspace, 'package.json'));
    for (const [path, text] of this.texts) {
      const formatted = await format(text, { ...options, filepath: path });
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), formatted);
    }
    return [...this.texts.keys()];
  }
}

/** Runs a scaffold from the command line, if it was called so: prints what it wrote and what comes next. */
export async function runIfMain(url, usage, work) {
  if (process.argv[1] !== fileURLToPath(url)) return;
  if (process.argv.includes('--help')) {
    console.log(usage);
    return;
  }
  try {
    if (!existsSync(join(workspace, 'node_modules'))) await ensurePackages();
    const { written, next } = await work(process.argv.slice(2));
    console.log([...written.map((path) => `wrote ${path}`), '', 'Next:', ...next].join('\n'));
  } catch (error) {
    if (!(error instanceof UsageError) && !error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
    console.error(`${error.message}\n${usage}`);
    process.exitCode = 2;
  }
}

/** How a file imports another, both relative to the workspace. */
export const specifier = (from, to) => {
  const path = relative(dirname(from), to).replace(/\.ts$/, '');
  return path.startsWith('.') ? path : `./${path}`;
};
