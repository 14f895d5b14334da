import { eventually } from '@ellity/testing';
import type { Page } from 'playwright-core';
import { loaded, shown } from './chromium.fixture';

const isReading = ({ pathname }: URL): boolean =>
  /^\/api\/(core|sync|gateway|letters|people|audit|services)(\/|$)/.test(pathname);

/**
 * Opens a screen whose answers are late and then fail, and resolves once it has said that it loads, that it failed, and
 * stands after all: each part by its own button.
 */
export async function openInSpiteOfFailures(page: Page, open: () => Promise<void>): Promise<void> {
  let fail = (): void => undefined;
  const failing = new Promise<void>((resolve) => (fail = resolve));
  const problem = { status: 500, contentType: 'application/problem+json', body: '{"code":"unforeseen"}' };
  await page.route(isReading, async (route) => {
    await failing;
    await route.fulfill(problem);
  });
  const opened = open();
  await page
    .getByRole('status', { name: /Načítá/ })
    .first()
    .waitFor();
  fail();
  const again = page.getByRole('alert').getByRole('button', { name: 'Zkusit znovu' });
  await again.first().waitFor();
  await page.unroute(isReading);
  await eventually(async () => {
    for (const one of await again.all()) await one.click({ timeout: 1000 });
    expect(await again.count()).toBe(0);
  });
  await opened;
  await loaded(page);
}

/** The screens of a merchant by name: below the shop, and their headings in both languages. */
const screens = {
  overview: ['overview', 'Přehled', 'Overview'],
  customers: ['customers', 'Zákazníci', 'Customers'],
  export: ['customers?export=true', 'Zákazníci', 'Customers'],
  loyalty: ['loyalty', 'Věrnostní systém', 'Loyalty system'],
  mail: ['loyalty', 'Věrnostní systém', 'Loyalty system'],
  integration: ['integration', 'Integrace', 'Integrations'],
} as const;
export type ScreenName = keyof typeof screens | 'customer' | 'help';
export const screenNames: readonly ScreenName[] = [
  ...(Object.keys(screens) as (keyof typeof screens)[]),
  'customer',
  'help',
];

/** The screens that operators alone have: below the console, and their headings in both languages. */
const operatorScreens = {
  services: ['operations', 'Provoz', 'Operations'],
  queues: ['operations/queues', 'Fronty', 'Queues'],
  letters: ['operations/letters', 'Nevyřízené zprávy', 'Dead letters'],
  search: ['operations/letters/search', 'Hledat zprávy', 'Find letters'],
  history: ['operations/letters/history', 'Co se s nimi dělo', 'What was done'],
  people: ['operations/people', 'Lidé', 'People'],
  audit: ['operations/audit', 'Záznamy', 'Audit'],
} as const;
export type OperatorScreenName = keyof typeof operatorScreens;
export const operatorScreenNames = Object.keys(operatorScreens) as OperatorScreenName[];

export async function openOperatorScreen(
  page: Page,
  name: OperatorScreenName,
  language: 'cs' | 'en',
): Promise<void> {
  const [path, czech, english] = operatorScreens[name];
  await page.goto(`/${path}`);
  await shown(page, language === 'cs' ? czech : english);
}

/** Opens a screen of the shop, and resolves when it stands. */
export async function openScreen(
  page: Page,
  name: ScreenName,
  {
    shop,
    customer,
    language,
  }: { shop: string; customer: { id: string; name: string }; language: 'cs' | 'en' },
): Promise<void> {
  const isCzech = language === 'cs';
  if (name === 'help') {
    await page.goto('/help');
    return shown(page, isCzech ? 'Nápověda' : 'Help');
  }
  if (name === 'customer') {
    await page.goto(`/shops/${shop}/customers/${customer.id}`);
    return shown(page, customer.name);
  }
  const [path, czech, english] = screens[name];
  await page.goto(`/shops/${shop}/${path}`);
  if (name === 'export') {
    await page
      .getByRole('dialog')
      .getByText(isCzech ? 'Beze změny' : 'Unchanged')
      .waitFor();
    return undefined;
  }
  await shown(page, isCzech ? czech : english);
  if (name === 'mail') {
    await page
      .getByRole('button', { name: isCzech ? 'Náhled' : 'Preview' })
      .first()
      .click();
    await page.frameLocator('iframe').locator('table').first().waitFor();
  }
}
