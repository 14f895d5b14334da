import { queryOptions } from '@tanstack/react-query';
import { core, sync, take, takeTagged } from './client';
import { ApiProblem } from './problem';
import type { Sync } from './types';

/** What several screens ask about a shop; each thing under one key, so that a change is seen everywhere. */
export const keys = {
  shop: (shop: string) => ['shop', shop] as const,
  connection: (shop: string) => ['connection', shop] as const,
  status: (shop: string) => ['status', shop] as const,
  mails: (shop: string) => ['mails', shop] as const,
  customers: (shop: string) => ['customers', shop] as const,
  customer: (shop: string, id: string) => ['customer', shop, id] as const,
  exports: (shop: string) => ['exports', shop] as const,
};

/** The settings, with the tag that a change of them gives back. */
export const shopQuery = (shop: string) =>
  queryOptions({
    queryKey: keys.shop(shop),
    queryFn: () => takeTagged(core.GET('/shops/{shopId}', { params: { path: { shopId: shop } } })),
  });

/** Null: the shop never had a connection. */
export const connectionQuery = (shop: string) =>
  queryOptions({
    queryKey: keys.connection(shop),
    queryFn: (): Promise<Sync['ConnectionView'] | null> =>
      take(sync.GET('/connections/{shopId}', { params: { path: { shopId: shop } } })).catch(unlessMissing),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? 2_000 : 15_000),
  });

/** Its numbers change while somebody looks at them. */
const isAtWork = ({ stage, counts }: Sync['ConnectionView']): boolean =>
  counts.toWrite > 0 || stage === 'activating' || stage === 'disconnecting';

/** Null: the shop never had a connection. */
export const statusQuery = (shop: string) =>
  queryOptions({
    queryKey: keys.status(shop),
    queryFn: (): Promise<Sync['ConnectionStatus'] | null> =>
      take(sync.GET('/connections/{shopId}/status', { params: { path: { shopId: shop } } })).catch(
        unlessMissing,
      ),
  });

export function unlessMissing(error: unknown): null {
  if (error instanceof ApiProblem && error.status === 404) return null;
  throw error;
}
