import { eventually } from '@ellity/testing';
import { readFileSync } from 'node:fs';
import { type Browser, chromium as driver, type Locator, type Page, type Request } from 'playwright-core';
import { urlOf } from './system.fixture';

export interface Look {
  readonly language: 'cs' | 'en';
  readonly scheme: 'light' | 'dark';
  readonly width: number;
}

/** As long as a slow machine may need for anything that a test waits for. */
const patienceMs = 120_000;
const height = 900;
const apiCalls = '**/api/**';
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** A Chromium that came with the packages, without a graphics card and without rights. */
export async function openChromium(): Promise<Browser> {
  const { default: chromium } = await import('@sparticuz/chromium');
  return driver.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  });
}

/** A window of the console, of somebody who was never there, on the clocks of Prague. */
export async function openWindow(browser: Browser, { language, scheme, width }: Look): Promise<Page> {
  const context = await browser.newContext({
    baseURL: urlOf('console'),
    viewport: { width, height },
    colorScheme: scheme,
    // A screen is looked at as it stands: a dialog that is still fading away has no contrast.
    reducedMotion: 'reduce',
    locale: language === 'cs' ? 'cs-CZ' : 'en-GB',
    timezoneId: 'Europe/Prague',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(patienceMs);
  // For good: where the last route is taken off, a request that is just on its way is neither sent nor refused, ever.
  await context.route(apiCalls, (route) => route.fallback());
  return context.newPage();
}

/** Resolves once the screen with this heading stands and nothing of it is still being loaded. */
export async function shown(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  await loaded(page);
}

/** Resolves once nothing of the screen that stands is still being loaded. */
export async function loaded(page: Page): Promise<void> {
  await eventually(
    async () => expect(await page.getByRole('status', { name: /Načítá|Loading/ }).count()).toBe(0),
    {
      timeoutMs: patienceMs,
    },
  );
}

/** What stands in the main part of the screen, as its reader sees it, with plain spaces. */
export const textOf = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/[\u00a0\u202f]/g, ' ');

/** Resolves once the main part of the screen says this. */
export const says = (page: Page, text: string): Promise<void> =>
  eventually(async () => expect(await textOf(page)).toContain(text), { timeoutMs: patienceMs });

/** What is drawn in the next frame, and ends: a colour that is still changing is neither the old one nor the new one. */
const whenStill = `new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))).then(() =>
  Promise.allSettled(
    document.getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
      .map(({ finished }) => finished),
  ),
).then(() => null)`;

/** What keeps somebody from using the page, by axe's rules; a page that is wider than its window counts too. */
export async function hindrancesOf(page: Page): Promise<string[]> {
  await page.evaluate(whenStill);
  await page.evaluate(axe);
  const found = await page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
      id + ': ' + nodes.map(({ target, any }) => [...target, ...any.map(({ message }) => message)].join(' ')).join(', ')))`,
  );
  const isTooWide = await page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
  return isTooWide ? [...found, 'the page is wider than its window'] : found;
}

interface Pressable {
  click(): void;
  readonly isConnected: boolean;
  readonly dataset: Readonly<Record<string, string | undefined>>;
}

/** Resolves once what follows from a click is drawn, and the test has heard of every request that left the page. */
const drawn = `new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))
  .then(() => new Promise((next) => setTimeout(next)))
  .then(() => fetch('/favicon.svg', { cache: 'no-store' }))
  .then(() => null)`;

/** The page's clock stands, and goes on a second later. */
const clockStops = '{ const at = performance.now(); performance.now = () => at; }';
const clockGoesOn = `{
  const ahead = (performance.ahead ?? 0) + 1000;
  performance.ahead = ahead;
  performance.now = () => Performance.prototype.now.call(performance) + ahead;
}`;

/**
 * Presses a button in every way in which a double click can become two intents, and proves that it was one: twice within
 * one task of the page, once more while the answer is held back, and once more with the answer there, where the button
 * still is. All of it is one instant on the page's clock, so that a slow machine makes no later intent of it. `asks`: how
 * many changes the one intent consists of.
 */
export async function pressTwice(button: Locator, asks = 1): Promise<void> {
  const page = button.page();
  const asked: string[] = [];
  const isChange = (request: Request) => request.method() !== 'GET' && !request.url().endsWith('/preview');
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(apiCalls, async (route) => {
    const request = route.request();
    if (!isChange(request)) return route.fallback();
    asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
    await released;
    return route.fallback();
  });
  const settled = (count: number) =>
    eventually(() => expect(asked.length).toBeGreaterThanOrEqual(count), { pollMs: 20 });
  try {
    await eventually(async () => expect(await button.isEnabled()).toBe(true), { pollMs: 20 });
    const pressed = await button.elementHandle();
    await page.evaluate(clockStops);
    await pressed?.evaluate((it: Pressable) => {
      it.click();
      it.click();
    });
    await page.evaluate(drawn);
    await pressed?.evaluate((it: Pressable) => it.click());
    await page.evaluate(drawn);
    release();
    await settled(asks);
    await eventually(
      async () =>
        expect(
          await pressed?.evaluate((it: Pressable) => it.isConnected && it.dataset['loading']),
        ).toBeFalsy(),
      { pollMs: 20 },
    );
    await pressed?.evaluate((it: Pressable) => it.click());
    await page.evaluate(drawn);
    expect(asked).toHaveLength(asks);
  } finally {
    release();
    await page.evaluate(clockGoesOn);
    await page.unroute(apiCalls);
  }
}

/** What the page asks to be changed from now on: method, path, and the key or the state that it is asked with. */
export function changesAskedBy(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'GET') return;
    const { 'if-match': state, 'idempotency-key': key } = request.headers();
    asked.push([request.method(), new URL(request.url()).pathname, key ?? state ?? ''].join(' ').trim());
  });
  return asked;
}
