/**
 * What merchants wait for at a shop of 1,000,000 customers. Screens: in Chromium with an empty cache, by what the browser
 * itself tells; beside it a page with one sentence, which is the least that any page costs. Clicks: fifty merchants at
 * once through the console; beside it the same calls at the service.
 */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { withClient } from '../../../tools/bench/consume.mjs';
import { customerId, withLargeCore } from '../../loyalty-core/bench/large-core.mjs';
import { quantile } from '../../../tools/bench/report.mjs';
import { require } from '../../../tools/bench/workplace.mjs';
import { openShop } from '../../../tools/bench/system.mjs';
import { ensureWebBuilt, root } from '../../../tools/packages.mjs';

const { ServiceTokens } = require('@ellity/platform');

const customers = Number(process.env.BENCH_CUSTOMERS ?? 1_000_000);
const merchants = 50;
const rounds = 12;
const visits = 9;
const shop = 'demo';

/** What merchants click on, below their shop. */
const clicks = {
  'customers, first page': () => 'customers?limit=50',
  'a surname': (n) => `customers?limit=50&search=${['novak', 'svoboda', 'cerny', 'kral'][n % 4]}`,
  'a customer': (n) => `customers/${customerId(shop, (n * 7_919) % customers)}`,
  'its ledger': (n) => `customers/${customerId(shop, (n * 7_919) % customers)}/entries?limit=50`,
  'sums by day': () => 'sums',
};

export async function consoleRun() {
  await ensureWebBuilt();
  return withLargeCore(
    { [shop]: { customers } },
    async (system) => {
      await openShop(system, { shopId: 'other' });
      const sessions = await sessionsOf(system);
      return [...(await clicksOf(system, sessions)), ...(await screensOf(system, sessions[0]))];
    },
    ['ecomail-sync', 'console'],
  );
}

/** Of fifty merchants, who have the password of the demo's one. */
async function sessionsOf({ definitions, settings }) {
  const { env, url } = definitions.console;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'apps/console/dist/demo-people.command.js')],
    { env: { ...env, PATH: process.env.PATH } },
  );
  const [, known, password] = /merchant\s+(\S+)\s.*: (\S+)/.exec(stdout);
  const emails = await withClient(settings.databases.console, async (database) => {
    const { rows } = await database.query(
      `insert into people (id, email, name, role, language, shops, password_hash)
       select gen_random_uuid(), n || email, name, role, language, shops, password_hash
       from people, generate_series(1, $2) n where email = $1 returning email`,
      [known, merchants],
    );
    return rows.map(({ email }) => email);
  });
  const sessions = [];
  for (const email of emails) {
    const answer = await fetch(`${url}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) throw new Error(`the login was answered with ${answer.status}`);
    sessions.push(answer.headers.getSetCookie()[0].split(';', 1)[0]);
  }
  return sessions;
}

async function clicksOf({ settings, definitions }, sessions) {
  const tokens = new ServiceTokens(settings.tokenKeys, 'console');
  const person = { id: 'bench', role: 'merchant', shops: [shop] };
  const through = (n) => [`${definitions.console.url}/api/core`, { cookie: sessions[n] }];
  const direct = async () => [
    settings.services['loyalty-core'].url,
    await tokens.headersFor('loyalty-core', person),
  ];
  const readings = [];
  const together = { own: [], bare: [] };
  for (const [name, pathOf] of Object.entries(clicks)) {
    const times = { own: [], bare: [] };
    for (let round = 0; round < rounds; round += 1) {
      const path = (n) => `/shops/${shop}/${pathOf(round * merchants + n)}`;
      times.bare.push(...(await atOnce(direct, path)));
      times.own.push(...(await atOnce(through, path)));
    }
    for (const way of ['own', 'bare']) together[way].push(...times[way]);
    readings.push(reading(`50 click: ${name}`, times));
  }
  return [...readings, { ...reading('50 click, all of these', together), bound: { ratioMax: 1.5 } }];
}

const reading = (name, { own, bare }) => ({
  name,
  unit: 'ms p95',
  value: quantile(own, 0.95),
  bare: quantile(bare, 0.95),
});

/** How long each of the merchants waits, who all click in the same moment. */
async function atOnce(wayOf, pathOf) {
  const ways = await Promise.all(Array.from({ length: merchants }, (_, n) => wayOf(n)));
  return Promise.all(
    ways.map(async ([url, headers], n) => {
      const begun = performance.now();
      const answer = await fetch(`${url}${pathOf(n)}`, { headers });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${pathOf(n)} was answered with ${answer.status}`);
      return performance.now() - begun;
    }),
  );
}

async function screensOf({ definitions }, cookie) {
  const { chromium } = await import('playwright-core');
  const { default: binary } = await import('@sparticuz/chromium');
  const browser = await chromium.launch({
    executablePath: await binary.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  const { server, url: plain } = await plainPage();
  const { url } = definitions.console;
  try {
    const seen = { plain: [], login: [], overview: [], list: [] };
    for (let n = 0; n < visits; n += 1) {
      seen.plain.push(await visit(browser, plain, { until: 'main' }));
      seen.login.push(await visit(browser, `${url}/login`, { until: 'input[type=password]' }));
      seen.overview.push(
        await visit(browser, `${url}/shops/${shop}/overview`, {
          cookie,
          until: 'main h1 ~ * svg, main h1 ~ *',
        }),
      );
      seen.list.push(await listShown(browser, url, cookie));
    }
    const median = (visited, figure) =>
      quantile(
        visited.map((one) => one[figure]),
        0.5,
      );
    const screen = (name, visited) =>
      [
        { name: `${name} usable`, figure: 'usable', unit: 'ms', bound: { valueMax: 1_500 } },
        { name: `${name} largest paint`, figure: 'paint', unit: 'ms', bound: { valueMax: 2_500 } },
        { name: `${name} blocking`, figure: 'blocking', unit: 'ms', bound: { valueMax: 200 } },
        { name: `${name} layout shift`, figure: 'shift', unit: '1/1000', bound: { valueMax: 100 } },
      ].map(({ figure, ...one }) => ({
        ...one,
        value: median(visited, figure),
        ...(figure === 'usable' || figure === 'paint' ? { bare: median(seen.plain, figure) } : {}),
      }));
    return [
      ...screen('login', seen.login),
      ...screen('overview', seen.overview),
      {
        name: 'customers after a click',
        unit: 'ms p95',
        value: quantile(seen.list, 0.95),
        bound: { valueMax: 300 },
      },
      { name: 'initial JavaScript', unit: 'kB gzip', value: await scriptsOf(url), bound: { valueMax: 200 } },
    ];
  } finally {
    server.close();
    await browser.close();
  }
}

/** A window of somebody who was never there. */
async function windowOf(browser, url, cookie) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'cs-CZ' });
  if (cookie) {
    const [name, ...value] = cookie.split('=');
    await context.addCookies([{ name, value: value.join('='), url }]);
  }
  return context.newPage();
}

/** What the browser tells of a page until what is named stands and nothing of it is still being loaded. */
async function visit(browser, url, { cookie, until }) {
  const page = await windowOf(browser, new URL(url).origin, cookie);
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator(until).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[role=status][aria-label^="Načítá"]'));
  const usable = await page.evaluate('performance.now()');
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate('globalThis.seen');
  await page.context().close();
  return { usable, ...seen };
}

/** Runs in the page, before everything else. */
const watch = () => {
  globalThis.seen = { paint: 0, shift: 0, blocking: 0 };
  const on = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  on('largest-contentful-paint', (entry) => (globalThis.seen.paint = entry.startTime));
  on('layout-shift', (entry) => (globalThis.seen.shift += entry.hadRecentInput ? 0 : entry.value * 1_000));
  on('longtask', (entry) => (globalThis.seen.blocking += Math.max(0, entry.duration - 50)));
};

/** From the click on Zákazníci until its first row stands. */
async function listShown(browser, url, cookie) {
  const page = await windowOf(browser, url, cookie);
  await page.goto(`${url}/shops/${shop}/overview`, { waitUntil: 'networkidle' });
  const ms = await page.evaluate(async () => {
    const link = [...document.querySelectorAll('nav a')].find(({ href }) => /\/customers$/.test(href));
    const begun = performance.now();
    link.click();
    while (!document.querySelector('main table tbody tr td a'))
      await new Promise((next) => requestAnimationFrame(next));
    return performance.now() - begun;
  });
  await page.context().close();
  return ms;
}

/** Of every script that the page itself names, in thousands of bytes. */
async function scriptsOf(url) {
  const page = await (await fetch(`${url}/login`)).text();
  const names = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, name]) => name);
  let bytes = 0;
  for (const name of new Set(names))
    bytes += gzipSync(Buffer.from(await (await fetch(`${url}${name}`)).arrayBuffer())).length;
  return bytes / 1_000;
}

function plainPage() {
  const server = createServer((_, answer) =>
    answer
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>Ellity</title><main><h1>Přehled</h1><p>Jana Nováková</p></main>'),
  );
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({ server, url: `http://127.0.0.1:${server.address().port}/` }),
    ),
  );
}
