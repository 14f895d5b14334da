import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with nx.json, upwards from here; the same from source and from the build. */
export function workspaceRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'nx.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('nx.json was not found above this folder');
    folder = parent;
  }
  return folder;
}
