import nx from '@nx/eslint-plugin';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Who may import whom. A project without a tag may import nothing. */
const boundaries = [
  { sourceTag: 'scope:contracts', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'scope:platform', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'scope:ecomail', onlyDependOnLibsWithTags: ['scope:testing'] },
  { sourceTag: 'scope:mail', onlyDependOnLibsWithTags: ['scope:platform'] },
  {
    sourceTag: 'scope:messaging',
    onlyDependOnLibsWithTags: ['scope:contracts', 'scope:platform', 'scope:testing'],
  },
  {
    sourceTag: 'scope:runs',
    onlyDependOnLibsWithTags: ['scope:contracts', 'scope:platform', 'scope:messaging', 'scope:testing'],
  },
  {
    sourceTag: 'scope:testing',
    onlyDependOnLibsWithTags: ['scope:contracts', 'scope:platform', 'scope:messaging', 'scope:ecomail'],
  },
  {
    sourceTag: 'scope:service',
    onlyDependOnLibsWithTags: [
      'scope:contracts',
      'scope:platform',
      'scope:messaging',
      'scope:runs',
      'scope:mail',
      'scope:ecomail',
      'scope:testing',
    ],
  },
  {
    sourceTag: 'scope:sandbox',
    onlyDependOnLibsWithTags: ['scope:platform', 'scope:ecomail', 'scope:testing'],
  },
  { sourceTag: 'scope:e2e', onlyDependOnLibsWithTags: ['scope:contracts', 'scope:testing'] },
  { sourceTag: 'scope:web', onlyDependOnLibsWithTags: [] },
];

/** Controllers with routes that anybody may call. Each of them proves its callers in another way, or gives nothing away. */
export const openEndpoints = [
  'apps/webhook-gateway/src/sources/ecomail/ecomail-hooks.controller.ts',
  'apps/webhook-gateway/src/sources/standard-webhooks/standard-webhooks.controller.ts',
  'apps/console/src/sessions/sign-in.controller.ts',
];
const openEndpoint = {
  selector: "Decorator > CallExpression[callee.name='Public']",
  message: 'An endpoint that is open to anybody is named in openEndpoints of eslint.config.mjs.',
};
const globalModule = {
  selector: "Decorator > CallExpression[callee.name='Global']",
  message: 'A room names what it uses; only the chassis is everywhere (ADR 44).',
};

const isSpec = ['**/*.spec.ts', '**/*.fixture.ts'];

/**
 * The rooms of an app in their order: each may import only those before it. What lies beside them (config, app.module,
 * migrations) belongs to none.
 */
const rooms = (app, ...order) => ({
  files: [`apps/${app}/src/**/*.ts`],
  ignores: isSpec,
  rules: {
    'import-x/no-restricted-paths': [
      'error',
      {
        basePath: import.meta.dirname,
        zones: order.slice(0, -1).map((room, index) => ({
          target: `./apps/${app}/src/${room}`,
          from: order.slice(index + 1).map((later) => `./apps/${app}/src/${later}`),
          message: `The rooms of ${app} in order: ${order.join(', ')}. Each may import only those before it.`,
        })),
      },
    ],
  },
});

/** `name` may be imported only below `where`. */
const onlyIn = (name, where) => ({ name, message: `Only ${where} talks to it.` });
const amqp = onlyIn('amqplib', 'libs/messaging');
/** amqplib's own, without a listener for errors, is left half open by the first: whoever asks it anything waits for ever. */
const rawConnection = {
  name: 'amqplib',
  importNames: ['connect'],
  message: 'Tests speak to the broker through BrokerConnection.',
};
/** Built where it is named, not where it is used: a second of every test file that imports it. */
const allCodePoints = {
  selector: "Property[key.name='unit'][value.value='binary']",
  message:
    'fast-check makes a table of 1.1 million code points for it; map an array of integers to code points.',
};
const axios = onlyIn('axios', 'libs/ecomail');
const bullmq = onlyIn('bullmq', 'libs/runs');
const nodemailer = onlyIn('nodemailer', 'libs/mail');
const testing = { name: '@ellity/testing', message: 'Only tests import it.' };
const ecomail = { name: '@ellity/ecomail', message: 'Only ecomail-sync and the sandbox know Ecomail.' };
const frameworks = ['@nestjs/*', 'typeorm', 'pg', 'bullmq', 'ioredis', 'express', 'commander'];
const restrict = (paths, groups = []) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { paths, patterns: groups }],
});
const framework = [
  {
    group: frameworks,
    allowTypeImports: false,
    message: 'A file without a suffix (.service, .controller, …) decides and touches no framework.',
  },
];

export default [
  { ignores: ['**/dist', '**/out-tsc', '**/node_modules', '.nx', '.stack', '.results', '**/*.cjs'] },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({
    ...config,
    files: ['**/*.ts', '**/*.tsx'],
  })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    // One program for all projects: with one for each, every library is read and checked a dozen times.
    languageOptions: {
      parserOptions: { project: ['tsconfig.lint.json'], tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
      'max-params': ['error', 6],
    },
  },
  {
    plugins: { '@nx': nx },
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { enforceBuildableLibDependency: true, allow: [], depConstraints: boundaries },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only config.ts reads the environment.' },
      ],
    },
  },
  {
    plugins: { 'import-x': importX },
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts'] })],
    },
    rules: { 'import-x/no-cycle': ['error', { ignoreExternal: true }] },
  },
  rooms(
    'ecomail-sync',
    ...[
      'accounts',
      'fields',
      'connection',
      'mirror',
      'events',
      'membership',
      'contact-writes',
      'tracker-calls',
      'delivery',
      'runs',
      'journal',
      'people',
      'status',
    ],
  ),
  rooms(
    'loyalty-core',
    ...[
      'values',
      'shops',
      'keys',
      'pins',
      'customers',
      'pin-access',
      'credits',
      'rewards',
      'profiles',
      'erasures',
      'person-files',
      'commands',
      'mails',
      'imports',
      'exports',
      'sums',
      'lapses',
      'nights',
    ],
  ),
  rooms('webhook-gateway', ...['addresses', 'intake', 'people', 'sources']),
  rooms('dead-letters', ...['letters', 'drain', 'queues', 'views', 'actions', 'replays', 'people', 'cli']),
  rooms('console', ...['audit', 'people', 'sessions', 'forwarding']),
  {
    files: ['libs/contracts/**/*.ts'],
    rules: restrict([amqp, axios], [{ group: ['@nestjs/*', 'typeorm'] }]),
  },
  { files: ['libs/ecomail/**/*.ts'], rules: restrict([amqp], [{ group: ['@nestjs/*', 'typeorm'] }]) },
  { files: ['libs/messaging/**/*.ts'], rules: restrict([axios, bullmq, testing]) },
  { files: ['libs/runs/**/*.ts'], rules: restrict([amqp, axios, testing]) },
  { files: ['libs/{platform,mail}/**/*.ts'], rules: restrict([amqp, axios, bullmq, testing]) },
  {
    files: ['apps/**/*.ts'],
    rules: restrict([amqp, axios, bullmq, nodemailer, testing, ecomail], framework),
  },
  {
    files: ['apps/ecomail-sync/**/*.ts', 'apps/ecomail-sandbox/**/*.ts'],
    rules: restrict([amqp, axios, bullmq, testing], framework),
  },
  {
    files: [
      'apps/**/*.{module,controller,handlers,service,processor,entity,command,request,response}.ts',
      'apps/**/{main,config}.ts',
      'apps/**/migrations/*.ts',
    ],
    rules: restrict([amqp, axios, bullmq, nodemailer, testing, ecomail]),
  },
  {
    files: [
      'apps/{ecomail-sync,ecomail-sandbox}/**/*.{module,controller,handlers,service,processor,entity,command,request,response}.ts',
      'apps/{ecomail-sync,ecomail-sandbox}/**/{main,config}.ts',
    ],
    rules: restrict([amqp, axios, bullmq, testing]),
  },
  {
    files: ['**/config.ts', 'libs/testing/**/*.ts', ...isSpec],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['apps/**/*.ts'],
    ignores: openEndpoints,
    rules: { 'no-restricted-syntax': ['error', openEndpoint, globalModule, allCodePoints] },
  },
  { files: ['libs/**/*.ts'], rules: { 'no-restricted-syntax': ['error', allCodePoints] } },
  {
    plugins: { 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    files: ['apps/console-web/src/**/*.{ts,tsx}'],
    // It runs in browsers, with libraries and settings of its own.
    languageOptions: { parserOptions: { project: ['apps/console-web/tsconfig.json'] } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...jsxA11y.flatConfigs.strict.rules,
      // The window itself, and what was typed, are of no type that a service proved.
      'no-restricted-globals': ['error', 'fetch'],
    },
  },
  { files: ['apps/console-web/src/api/client.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: isSpec,
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [rawConnection] }],
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // It knows services from outside only, and watches over its connection itself.
  { files: ['apps/e2e/src/broker.fixture.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
  { files: ['apps/**/*.command.ts', 'apps/**/main.ts'], rules: { 'no-console': 'off' } },
];
