/** `npm run new:source -- <name>`: a new webhook source: its folder in the gateway and its place in the module. */
import { join } from 'node:path';
import { controllerText, noticeText, proofText, specText, translationText } from './source-texts.mjs';
import { camel, Change, pascal, runIfMain, specifier, UsageError } from './scaffold.mjs';

const usage = 'usage: npm run new:source -- <name>\n  npm run new:source -- reviews';
const gateway = join('apps', 'webhook-gateway', 'src');

/** `words` as on the command line. Changes nothing when it throws. */
export async function newSource(words, root) {
  const [name = ''] = words;
  if (words.length !== 1 || !/^[a-z][a-z0-9-]{1,29}$/.test(name)) {
    throw new UsageError('a name of lower-case letters, digits and hyphens is needed');
  }
  const folder = join(gateway, 'sources', name);
  const controller = join(folder, `${name}-hooks.controller.ts`);
  const change = new Change(root);
  change.create(join(folder, `${name}-notice.ts`), noticeText(name));
  change.create(join(folder, `${name}-notice.spec.ts`), specText(name));
  change.create(join(folder, `${name}-proof.ts`), proofText(name));
  const translation = join(folder, `${name}-translation.ts`);
  change.create(translation, translationText(name));
  change.create(controller, controllerText(name));
  change.replace(join(gateway, 'addresses', 'sources.ts'), /(sources = \[[^\]]*)\]/, `$1, '${name}']`);
  const module = join(gateway, 'app.module.ts');
  addImport(change, module, `${pascal(name)}HooksController`, controller);
  change.replace(module, /(controllers: \[[^\]]*?),?\s*\]/, `$1, ${pascal(name)}HooksController]`);
  addImport(change, module, `${camel(name)}Translation`, translation);
  change.replace(
    module,
    /(const readers: BodyReaders = \{[^}]*?),?\s*\}/,
    `$1, '${name}': ${camel(name)}Translation }`,
  );
  return {
    written: await change.write(),
    next: [
      `  1. ${folder}/${name}-proof.ts: how the provider proves that it sent a notice. Until then all are refused.`,
      `  2. ${folder}/${name}-notice.ts and its spec: what the provider really sends.`,
      `  3. The endpoint is open to anybody: name its controller in openEndpoints of eslint.config.mjs, and its route in`,
      `     apps/e2e/src/access.e2e.spec.ts. npm run check fails until it is.`,
      `  4. A shop's address for it: POST /shops/<shop>/address?source=${name} of webhook-gateway.`,
      `  5. npm run check`,
    ],
  };
}

function addImport(change, module, imported, file) {
  const path = specifier(module, file);
  const from = (line) => /^import .* from '(\.\/[\w./-]+)'/.exec(line)?.[1];
  change.insert(
    module,
    `import { ${imported} } from '${path}';`,
    (line) => from(line) !== undefined,
    (line) => from(line) > path,
  );
}

await runIfMain(import.meta.url, usage, (words) => newSource(words));
