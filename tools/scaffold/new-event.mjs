/** `npm run new:event -- <context>.<Name>`: a new message: its class, its export, its place in the registry. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Change, kebab, runIfMain, specifier, UsageError } from './scaffold.mjs';

const usage =
  'usage: npm run new:event -- <context>.<Name> [--command] [--publisher <service>]… [--version <n>]\n' +
  '  npm run new:event -- loyalty.TierChanged\n' +
  '  npm run new:event -- loyalty.RenameTier --command --publisher shop-adapter';

const source = join('libs', 'contracts', 'src');
const owners = { loyalty: 'loyalty-core', ecomail: 'ecomail-sync' };

/** `words` as on the command line. Changes nothing when it throws. */
export async function newEvent(words, root) {
  const { name, version, kind, publishers } = parse(words);
  const className = `${name.split('.')[1]}${version === 1 ? '' : `V${version}`}`;
  const folder = join(source, `${kind}s`);
  const file = join(folder, `${kebab(className)}.ts`);
  const change = new Change(root);
  change.create(file, classText({ name, version, kind, publishers, className }));
  addExport(change, join(source, 'index.ts'), className, file);
  addToRegistry(change, join(source, 'registry.ts'), className, file);
  return {
    written: await change.write(),
    next: [
      `  1. Say in ${file} when it is published; replace the field and the example.`,
      '  2. npm run contracts',
      `  3. Publish it where ${publishers.join(' or ')} decides: transaction.publish(${className}, …).`,
      `  4. Receive it: a method with @EventPattern(${className}) in a .handlers file${kind === 'command' ? '; its owner does not start without one' : ''}.`,
    ],
  };
}

function parse(words) {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      command: { type: 'boolean', default: false },
      publisher: { type: 'string', multiple: true, default: [] },
      version: { type: 'string', default: '1' },
    },
  });
  const [name = ''] = positionals;
  if (positionals.length !== 1 || !/^[a-z][a-z-]*\.[A-Z][A-Za-z0-9]*$/.test(name)) {
    throw new UsageError('a name like loyalty.TierChanged is needed');
  }
  const version = Number(values.version);
  if (!Number.isInteger(version) || version < 1) throw new UsageError('a version is 1 or more');
  const owner = owners[name.split('.')[0]];
  const publishers = values.publisher.length > 0 || values.command || !owner ? values.publisher : [owner];
  if (publishers.length === 0) throw new UsageError('say who publishes it: --publisher <service>');
  if (!values.command && publishers.length > 1) throw new UsageError('an event has one publisher, its owner');
  const wrong = publishers.find((publisher) => !/^[a-z][a-z0-9-]{0,59}$/.test(publisher));
  if (wrong !== undefined) throw new UsageError(`${wrong} is no name of a service`);
  return { name, version, kind: values.command ? 'command' : 'event', publishers };
}

function classText({ name, version, kind, publishers, className }) {
  const field =
    kind === 'command'
      ? { rule: 'IsIdempotencyKey', name: 'idempotencyKey', value: 'key-4711' }
      : { rule: 'IsInstant', name: 'changedAt', value: '2026-11-23T08:15:30.123Z' };
  return `import { Message } from '../message';
import { ${field.rule} } from '../rules';

/** ${kind === 'command' ? 'What is asked for.' : 'What happened to a customer.'} */
@Message('${name}', ${version}, {
  kind: '${kind}',
  customer: 'subject',
  sequenced: ${kind === 'event'},
  publishers: ${JSON.stringify(publishers)},
  example: { ${field.name}: '${field.value}' },
})
export class ${className} {
  @${field.rule}() ${field.name}!: string;
}
`;
}

function addExport(change, index, className, file) {
  const path = specifier(index, file);
  const from = (line) => /from '(\.\/(?:events|commands)\/[\w-]+)'/.exec(line)?.[1];
  change.insert(
    index,
    `export { ${className} } from '${path}';`,
    (line) => line.startsWith('export') && from(line)?.startsWith(path.slice(0, path.lastIndexOf('/'))),
    (line) => from(line) > path,
  );
}

function addToRegistry(change, registry, className, file) {
  const path = specifier(registry, file);
  const from = (line) => /^import .* from '(\.\/[\w/-]+)'/.exec(line)?.[1];
  change.insert(
    registry,
    `import { ${className} } from '${path}';`,
    (line) => from(line) !== undefined,
    (line) => from(line) > path,
  );
  change.replace(registry, /\n\]\.map\(contractOf\)/, `\n  ${className},\n].map(contractOf)`);
}

await runIfMain(import.meta.url, usage, (words) => newEvent(words));
