import type { Page } from 'playwright-core';
import { shown } from './chromium.fixture';

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
