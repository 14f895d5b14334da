import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { core, take } from './client';
import type { Core } from './types';

export type ShopChange = Core['ShopChangeBody'];

/** Changes settings of the shop, unless somebody else did since they were read (412). */
export const saveShop = (shop: string, etag: string | null, body: ShopChange): Promise<Core['ShopView']> =>
  take(
    core.PATCH('/shops/{shopId}', {
      params: { path: { shopId: shop }, header: { 'If-Match': etag ?? undefined } },
      body,
    }),
  );

/** Reads settings anew. Resolves with the tag of what is saved now, which the screen hears of a moment later. */
export async function readAnew(queries: QueryClient, queryKey: QueryKey): Promise<string | null> {
  await queries.refetchQueries({ queryKey });
  return queries.getQueryData<{ readonly etag: string | null }>(queryKey)?.etag ?? null;
}

export interface Draft<T> {
  readonly value: T;
  /** Only what differs from what is saved. */
  readonly changes: Partial<T>;
  readonly isChanged: boolean;
  /** The tag of what was saved when the editing began, so that nobody's later save is overwritten unseen. */
  readonly etag: string | null;
  readonly set: (part: Partial<T>) => void;
  readonly drop: () => void;
  /** From now on what was saved with this tag counts as seen. */
  readonly rebase: (seen: string | null) => void;
}

/** What a person is about to change, on top of what is saved. */
export function useDraft<T extends object>(saved: T, etag: string | null): Draft<T> {
  const [edit, setEdit] = useState<{ readonly typed: Partial<T>; readonly etag: string | null } | null>(null);
  const entries = Object.entries(edit?.typed ?? {}) as [keyof T, T[keyof T]][];
  const differing = entries.filter(([name, value]) => JSON.stringify(saved[name]) !== JSON.stringify(value));
  const changes = Object.fromEntries(differing) as Partial<T>;
  return {
    value: { ...saved, ...edit?.typed },
    changes,
    isChanged: differing.length > 0,
    etag: edit?.etag ?? etag,
    set: (part) => setEdit((old) => ({ etag: old?.etag ?? etag, typed: { ...old?.typed, ...part } })),
    drop: () => setEdit(null),
    rebase: (seen) => setEdit((old) => old && { ...old, etag: seen }),
  };
}
