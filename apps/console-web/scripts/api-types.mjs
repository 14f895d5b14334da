/**
 * `npm run api-types`: writes the types of the services' answers, from the OpenAPI documents that they publish at /docs,
 * into src/api/types. Nothing is started: the documents are read off the built modules. `--check` writes nothing and
 * fails when a file is stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import openapi, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import { ensureBuilt, root } from '../../../tools/packages.mjs';
import { freshKeys } from '../../../tools/start/settings.mjs';

const isCheck = process.argv.includes('--check');
const services = {
  core: 'loyalty-core',
  sync: 'ecomail-sync',
  gateway: 'webhook-gateway',
  letters: 'dead-letters',
  own: 'console',
};
const folder = join(root, 'apps/console-web/src/api/types');

await ensureBuilt();
const stale = [];
for (const [name, app] of Object.entries(services)) {
  const text = await typesOf(await documentOf(app), app);
  const file = join(folder, `${name}.ts`);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  stale.push(file);
  if (isCheck) continue;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
}
if (isCheck && stale.length > 0) {
  console.error(
    ['Stale; run "npm run api-types" and commit:', ...stale.map((file) => `  ${file}`)].join('\n'),
  );
  process.exit(1);
}
console.log(
  `types of ${Object.keys(services).length} services, ${isCheck ? 'fresh' : `of them ${stale.length} written`}`,
);

/** The document as the service publishes it; in preview nothing connects, and no provider is made. */
async function documentOf(app) {
  const require = createRequire(join(root, 'apps', app, 'package.json'));
  require('reflect-metadata');
  const { NestFactory } = require('@nestjs/core');
  const { DocumentBuilder, SwaggerModule } = require('@nestjs/swagger');
  const { completeDocument } = require(join(root, 'libs/platform/dist/http/openapi.js'));
  giveEnvironment(require(join(root, 'apps', app, 'dist/config.js')).environment);
  const definition = Object.values(require(join(root, 'apps', app, 'dist/app.module.js'))).find(
    (exported) => exported?.service === app,
  );
  const nest = await NestFactory.create(definition.module(definition.config()), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  const document = SwaggerModule.createDocument(nest, new DocumentBuilder().setTitle(app).build());
  return completeDocument(document, { takesKeys: definition.requestSecrets !== undefined });
}

/** Values of the right form for what a service cannot be configured without; none of them is used. */
function giveEnvironment(environment) {
  const keys = Object.entries(freshKeys());
  for (const [name, spec] of Object.entries(environment)) {
    if ('default' in spec) continue;
    process.env[name] = keys.find(([suffix]) => name.endsWith(suffix))?.[1] ?? String(spec.example ?? '');
  }
}

async function typesOf(document, app) {
  const head = `/** Generated from the OpenAPI document of ${app} by \`npm run api-types\`; do not edit. */\n`;
  const text = head + astToString(await openapi(document, { defaultNonNullable: false }));
  return prettier.format(text, {
    ...(await prettier.resolveConfig(join(root, 'package.json'))),
    parser: 'typescript',
  });
}
