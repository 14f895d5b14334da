import { eventually, TestBrowser } from '@ellity/testing';
import { call, urlOf } from './system.fixture';
import { runTool } from './tools.fixture';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

const password = 'tři modré kočky na střeše';

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
  const accepted = { name: 'Petr Svoboda', password };
  await new TestBrowser(urlOf('console')).ask('POST', `/api/invitations/${token}/accept`, accepted);
  return [email, password];
}

/** A merchant of the shop, invited by an operator; the path of the invitation is still to be opened. */
export async function inviteMerchant(shopId: string): Promise<Credentials & { readonly path: string }> {
  const operator = new TestBrowser(urlOf('console'));
  await operator.signIn(...(await anOperator(shopId)));
  const email = `${shopId}@shop.test`;
  const invited = { email, name: 'Jana Nováková', role: 'merchant', shops: [shopId], language: 'cs' };
  const { status } = await operator.ask('POST', '/api/people', invited);
  if (status !== 201) throw new Error(`the console answered ${status} to an invitation`);
  return { email, password, path: `/invitation/${await eventually(() => linkTo(email))}` };
}
