/** What can be known of the containers without a Docker engine. That they run is not shown by these tests. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import yaml from 'yaml';
import { composeVariables, declaredVariables, prefixOf } from '../env-example.mjs';
import { root } from '../packages.mjs';

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const { services, volumes, networks } = yaml.parse(text, { merge: true });
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const declared = declaredVariables();
const applications = readdirSync(join(root, 'apps')).filter((app) =>
  existsSync(join(root, 'apps', app, 'src', 'main.ts')),
);
const own = Object.entries(services).filter(([, { build }]) => build);
const foreign = Object.entries(services).filter(([, { build }]) => !build);
const each = (entries, check) => entries.forEach(([name, service]) => check(service, name));

describe('docker-compose.yml', () => {
  it('has every application, built from its own folder', () => {
    for (const app of applications) assert.equal(services[app]?.build.args.APP, app, `${app} has no service`);
  });

  it('has the servers under the names that the local stack starts', () => {
    assert.deepEqual(foreign.map(([name]) => name).sort(), ['postgres', 'rabbitmq', 'redis']);
  });

  it('gives every application the variables that it demands, and none that it does not know', () => {
    const forNode = ['NODE_OPTIONS', 'HEALTH_PATH'];
    for (const app of applications) {
      const given = Object.keys(services[app].environment ?? {});
      const demanded = Object.entries(declared[app] ?? {}).filter(([, spec]) => !('default' in spec));
      for (const [name] of demanded) assert.ok(given.includes(name), `${app} is not given ${name}`);
      for (const name of given)
        assert.ok(forNode.includes(name) || declared[app]?.[name], `${app} does not read ${name}`);
    }
  });

  it('gives the set-up the password of every user and database that a service is told to use', () => {
    for (const name of composeVariables(text).keys()) {
      if (/_(RABBITMQ|DATABASE)_PASSWORD$/.test(name))
        assert.ok(services.setup.environment[name], `setup is not given ${name}`);
    }
  });

  it('lets each service use its own database and its own RabbitMQ user only', () => {
    for (const app of applications) {
      const { DATABASE_URL: database, RABBITMQ_URL: rabbit } = services[app].environment;
      if (database)
        assert.match(database, new RegExp(`//${app.replaceAll('-', '_')}:.*/${app.replaceAll('-', '_')}$`));
      if (rabbit) assert.match(rabbit, new RegExp(`//${app}:`));
    }
  });

  it('takes from outside nothing of one application for another', () => {
    for (const app of applications) {
      for (const value of Object.values(services[app].environment ?? {})) {
        for (const name of composeVariables(String(value)).keys()) {
          const isOther = applications.some((other) => other !== app && name.startsWith(prefixOf(other)));
          assert.ok(!isOther, `${app} is given ${name}`);
        }
      }
    }
  });

  it('holds no secret: what is not given stays empty, but for passwords of servers on the loopback address', () => {
    for (const [name, fallback] of composeVariables(text)) {
      if (/PASSWORD|KEY|SECRET|TOKEN/.test(name))
        assert.ok(['', 'local-only'].includes(fallback), `${name} has a default`);
    }
  });

  it('starts who listens before who tells: on a new broker events without a listener are not kept', () => {
    const needs = services['loyalty-core'].depends_on;
    for (const app of ['ecomail-sync', 'webhook-gateway'])
      assert.equal(needs[app]?.condition, 'service_healthy');
  });

  it('brings a database up to date, with all that its service is given, before that service starts', () => {
    const databases = applications.filter((app) => services[app].environment?.DATABASE_URL);
    assert.equal(databases.length, 5);
    for (const app of databases) {
      const migration = services[`${app}-migration`];
      assert.equal(services[app].depends_on[`${app}-migration`]?.condition, 'service_completed_successfully');
      assert.deepEqual(migration.command.slice(-2), ['dist/main.js', 'migrate']);
      assert.deepEqual(
        [migration.image, migration.environment],
        [services[app].image, services[app].environment],
      );
      assert.equal(migration.depends_on.setup.condition, 'service_completed_successfully');
      assert.equal(migration.restart, 'no');
      assert.equal(migration.ports, undefined);
    }
  });

  it('publishes on the loopback address only', () => {
    each(Object.entries(services), ({ ports = [] }, name) => {
      for (const port of ports) assert.match(port, /^127\.0\.0\.1:/, `${name} is open to the network`);
    });
  });

  it('limits memory, processor and log of everything', () => {
    each(Object.entries(services), ({ mem_limit: memory, cpus, logging }, name) => {
      assert.ok(memory && cpus && logging?.options['max-size'], `${name} has a limit missing`);
    });
  });

  it('pins the servers to an exact version, checks their health, keeps their data', () => {
    each(foreign, ({ image, healthcheck, volumes: mounts, restart }, name) => {
      assert.match(image, /:\d+\.\d+(\.\d+)?-\w+$/, `${name} is not pinned`);
      assert.ok(healthcheck.test.length > 1, `${name} has no health check`);
      assert.ok(
        mounts.some((mount) => Object.keys(volumes).includes(mount.split(':')[0])),
        `${name} keeps nothing`,
      );
      assert.equal(restart, 'unless-stopped');
    });
  });

  it('runs our own containers without privileges, with a file system that cannot be changed', () => {
    each(own, (service, name) => {
      assert.deepEqual(service.cap_drop, ['ALL'], name);
      assert.equal(service.read_only, true, name);
      assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
      assert.equal(service.user, undefined, `${name} overrides the user of its image`);
    });
  });

  it('names no network, volume or file that is not there', () => {
    each(Object.entries(services), ({ networks: joined, volumes: mounts = [] }) => {
      for (const network of joined) assert.ok(network in networks, network);
      for (const [source] of mounts.map((mount) => mount.split(':'))) {
        assert.ok(source.startsWith('./') ? existsSync(join(root, source)) : source in volumes, source);
      }
    });
  });
});

describe('Dockerfile', () => {
  const stages = dockerfile.split(/^FROM /m).slice(1);
  const stage = (name) => stages.find((lines) => lines.split('\n')[0].endsWith(` AS ${name}`)) ?? '';

  it('builds on one exact version of Node, the one that packages allow', () => {
    const [, major, minor] = /^ARG NODE_IMAGE=node:(\d+)\.(\d+)\.\d+-/m.exec(dockerfile) ?? [];
    const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const [, least, leastMinor, below] = /^>=(\d+)\.(\d+) <(\d+)$/.exec(engines.node) ?? [];
    assert.ok(Number(major) >= Number(least) && Number(major) < Number(below), 'another major version');
    assert.ok(major !== least || Number(minor) >= Number(leastMinor), 'too old');
    for (const lines of stages) assert.match(lines, /^\$\{NODE_IMAGE\} AS \w+\n/);
  });

  it('has the stages that docker-compose.yml builds', () => {
    each(own, ({ build }, name) =>
      assert.notEqual(stage(build.target), '', `${name} builds ${build.target}`),
    );
  });

  it('ends each of them as a user without rights, started without a shell', () => {
    for (const lines of [stage('setup'), stage('application')]) {
      assert.match(lines, /^USER node$/m);
      assert.match(lines, /^CMD \["node", /m);
    }
  });

  it('starts applications with source maps and says how to see that they are well', () => {
    assert.match(stage('application'), /^ARG YOUNG_MB=2\nARG OLD_MB=0$/m);
    assert.match(
      stage('application'),
      /NODE_OPTIONS="--max-semi-space-size=\$\{YOUNG_MB\} --max-old-space-size=\$\{OLD_MB\} --enable-source-maps"/,
    );
    assert.match(stage('application'), /^CMD \["node", "dist\/main\.js"\]$/m);
    assert.match(stage('application'), /^HEALTHCHECK /m);
  });

  it('installs production dependencies only into what is shipped', () => {
    assert.match(stage('production'), /npm ci --omit=dev --workspace/);
    for (const lines of [stage('setup'), stage('application')]) assert.ok(!/npm (ci|install)/.test(lines));
  });

  it('ships the schemas of the messages, from which the command-line tools take their help', () => {
    assert.match(stage('build'), /cp -r .*libs\/contracts\/snapshots/);
  });

  it('leaves out of images what must not be in them', () => {
    const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
    for (const name of ['.env', '.git', '.stack', '**/node_modules', '**/dist'])
      assert.ok(ignored.includes(name), name);
  });
});
