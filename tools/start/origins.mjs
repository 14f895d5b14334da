/** Says where each server's program comes from, and that its ports and data are this system's own. */
import { relative } from 'node:path';
import { root } from '../packages.mjs';
import { status } from '../stack/index.mjs';

const words = {
  installed: 'as installed on this machine',
  private: 'unpacked in .stack/packages',
  docker: 'in a container',
  external: 'at the address given in the environment',
};

export async function originsOf(dir) {
  const { servers } = await status({ dir });
  const titles = new Map();
  for (const { title, isRunning, way } of Object.values(servers)) {
    const origin = words[isRunning ? way : 'external'];
    titles.set(origin, [...(titles.get(origin) ?? []), title]);
  }
  const origins = [...titles].map(([origin, names]) => `${names.join(' and ')} ${origin}`).join('; ');
  const isAllForeign = titles.size === 1 && titles.has(words.external);
  return isAllForeign ? `${origins}.` : `${origins}. Own ports and data, in ${relative(root, dir) || dir}/.`;
}
