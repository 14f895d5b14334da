/** All documents made from the contracts, and the published schemas they must get along with. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { contracts } from '../../libs/contracts/dist/index.js';
import { asyncApi } from './asyncapi.mjs';
import { readComments } from './comments.mjs';
import { messagesPage } from './messages-page.mjs';
import { messageSchema } from './schemas.mjs';

export const snapshotFolder = join('libs', 'contracts', 'snapshots');

const integratePage = join('docs', 'integrate.md');

/** Type → schema, of every declared message. */
export function currentSchemas(root) {
  const comments = readComments(join(root, 'libs', 'contracts', 'src'));
  return new Map(contracts.map((contract) => [contract.type, messageSchema(contract, comments)]));
}

/** Type → schema, as committed. */
export function publishedSchemas(root) {
  const folder = join(root, snapshotFolder);
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return new Map(files.map((name) => [name.slice(0, -'.json'.length), read(name)]));
}

/** Path → text of every generated file, formatted as the rest of the workspace. */
export async function documents(root, schemas) {
  const files = [
    ...[...schemas].map(([type, schema]) => [join(snapshotFolder, `${type}.json`), JSON.stringify(schema)]),
    [join('libs', 'contracts', 'asyncapi.json'), JSON.stringify(asyncApi(contracts, schemas))],
    [join('docs', 'messages.md'), messagesPage(contracts, schemas)],
    [integratePage, withSnippets(root, readFileSync(join(root, integratePage), 'utf8'))],
  ];
  const options = await resolveConfig(join(root, 'package.json'));
  const formatted = files.map(async ([path, text]) => [
    path,
    await format(text, { ...options, filepath: path }),
  ]);
  return new Map(await Promise.all(formatted));
}

/** Puts each example into the block below the comment that names its file. */
function withSnippets(root, page) {
  const block = /(<!-- (\S+) -->\n\n```\w+\n)[^]*?\n```/g;
  return page.replaceAll(
    block,
    (_all, head, path) => `${head}${readFileSync(join(root, path), 'utf8')}\`\`\``,
  );
}
