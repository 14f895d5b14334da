import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys, statusQuery } from '../api/shop';
import type { Sync } from '../api/types';

/** The status as it is, and as it changes: the server says so by itself; a lost connection is taken up again by the browser. */
export function useLiveStatus(shop: string): UseQueryResult<Sync['ConnectionStatus'] | null> {
  const queries = useQueryClient();
  const status = useQuery(statusQuery(shop));
  const isConnected = status.data !== null && status.data !== undefined;
  useEffect(() => {
    if (!isConnected) return undefined;
    const stream = new EventSource(`/api/sync/connections/${shop}/status/stream`);
    stream.addEventListener('status', ({ data }: MessageEvent<string>) => {
      queries.setQueryData(keys.status(shop), JSON.parse(data) as Sync['ConnectionStatus']);
    });
    return () => stream.close();
  }, [shop, isConnected, queries]);
  return status;
}
