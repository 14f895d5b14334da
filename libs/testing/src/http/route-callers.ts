import type { Actor } from '@ellity/platform';
import { randomUUID } from 'node:crypto';
import { tokenHeaders } from './token-headers';

interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly security?: readonly object[] }>>>
  >;
}

export interface RouteCallers {
  /** Routes that let a merchant through who has another shop. */
  readonly openToStrangers: readonly string[];
  /** Who gets through the routes that not everybody may call, by route: some of `service operator merchant`. */
  readonly restricted: Readonly<Record<string, string>>;
}

const shop = 'nobody-here';
const merchant = { id: 'person-1', role: 'merchant', shops: [shop] } as const;
const callers: Readonly<Record<string, Actor | undefined>> = {
  service: undefined,
  operator: { id: 'person-2', role: 'operator', shops: [] },
  merchant,
};

/**
 * Calls every documented route of a running service as everybody who could call it, with the ids of a shop that does
 * not exist, so that whoever gets through changes nothing. Not the routes that are for anybody.
 */
export async function routeCallers(url: string, service: string, tokenKeys: string): Promise<RouteCallers> {
  const { paths } = (await (await fetch(`${url}/docs-json`)).json()) as OpenApi;
  const openToStrangers: string[] = [];
  const restricted: Record<string, string> = {};
  for (const [path, operations] of Object.entries(paths)) {
    const address = path.replaceAll('{shopId}', shop).replaceAll(/\{\w+\}/g, () => randomUUID());
    for (const [method, { security }] of Object.entries(operations)) {
      if (JSON.stringify(security) === '[{}]') continue;
      const route = `${method.toUpperCase()} ${path}`;
      const mayCall = async (actor: Actor | undefined) => {
        const headers = await tokenHeaders(tokenKeys, service, actor);
        const { status } = await fetch(`${url}${address}`, { method: method.toUpperCase(), headers });
        return status !== 401 && status !== 403;
      };
      const asked = { ...callers, stranger: { ...merchant, shops: ['another-shop'] } };
      const answers = await Promise.all(
        Object.entries(asked).map(async ([name, actor]) => ((await mayCall(actor)) ? [name] : [])),
      );
      const names = answers.flat().filter((name) => name !== 'stranger');
      if (answers.flat().includes('stranger')) openToStrangers.push(route);
      if (names.length < Object.keys(callers).length) restricted[route] = names.join(' ');
    }
  }
  return { openToStrangers, restricted };
}
