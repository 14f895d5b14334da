import { eventually, TestBrowser } from '@ellity/testing';
import type { Page } from 'playwright-core';
import { call, urlOf } from './system.fixture';
import { runTool } from './tools.fixture';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

const ourPassword = 'tři modré kočky na střeše';

/** Signs somebody in who has a password, in the language of the pages from now on. */
export async function signIn(
  page: Page,
  language: 'cs' | 'en',
  { email, password }: Credentials,
): Promise<void> {
  const isCzech = language === 'cs';
  await page.goto('/login');
  if (!isCzech) await page.getByRole('button', { name: 'English' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: isCzech ? 'Heslo' : 'Password' }).fill(password);
  await page.locator('button[type=submit]').click();
  const help = page.getByRole('link', { name: isCzech ? 'Nápověda' : 'Help' });
  await help.first().waitFor({ state: 'attached' });
}

/** The token of the newest link in an e-mail to this address; rejects as long as there is none. */
export async function linkTo(email: string): Promise<string> {
  const { body } = await call<{ rows: { text: string }[] }>(
    'GET',
    `${urlOf('ecomail-sandbox')}/_sandbox/inbox?to=${encodeURIComponent(email)}`,
  );
  const [, token] = /\/(?:invitation|reset)\/([\w-]+)/.exec(JSON.stringify(body.rows[0] ?? {})) ?? [];
  if (token === undefined) throw new Error('there is no e-mail yet');
  return token;
}

/** Somebody who may do everything, with the password that signs them in. */
export async function anOperator(name: string): Promise<[email: string, password: string]> {
  const email = `${name}@ellity.test`;
  const { output } = await runTool('console', 'create-operator', email);
  const [, token = ''] = /\/invitation\/([\w-]+)/.exec(output) ?? [];
  const accepted = { name: 'Petr Svoboda', password: ourPassword };
  await new TestBrowser(urlOf('console')).ask('POST', `/api/invitations/${token}/accept`, accepted);
  return [email, ourPassword];
}

/** A merchant of the shop, invited by an operator; the path of the invitation is still to be opened. */
export async function inviteMerchant(shopId: string): Promise<Credentials & { readonly path: string }> {
  const operator = new TestBrowser(urlOf('console'));
  await operator.signIn(...(await anOperator(shopId)));
  const email = `${shopId}@shop.test`;
  const invited = { email, name: 'Jana Nováková', role: 'merchant', shops: [shopId], language: 'cs' };
  const { status } = await operator.ask('POST', '/api/people', invited);
  if (status !== 201) throw new Error(`the console answered ${status} to an invitation`);
  return { email, password: ourPassword, path: `/invitation/${await eventually(() => linkTo(email))}` };
}
