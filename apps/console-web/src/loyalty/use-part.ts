import { useQueryClient } from '@tanstack/react-query';
import { readAnew, saveShop, useDraft, type Draft, type ShopChange } from '../api/settings';
import { keys } from '../api/shop';
import type { Core } from '../api/types';
import { useAct, type Acting } from '../design/use-act';

/** Some of the shop's settings, saved together and apart from all others. */
export function usePart<K extends keyof Core['ShopView'] & keyof ShopChange>(
  saved: Core['ShopView'],
  etag: string | null,
  names: readonly K[],
  said: string,
): {
  readonly draft: Draft<Pick<Core['ShopView'], K>>;
  readonly act: Acting<void, unknown>;
  readonly reload: () => Promise<string | null>;
} {
  const queries = useQueryClient();
  const part = Object.fromEntries(names.map((name) => [name, saved[name]])) as Pick<Core['ShopView'], K>;
  const draft = useDraft(part, etag);
  const act = useAct(() => saveShop(saved.id, draft.etag, draft.changes as ShopChange), {
    said: () => said,
    changes: [keys.shop(saved.id), ['history', saved.id]],
  });
  return { draft, act, reload: () => readAnew(queries, keys.shop(saved.id)) };
}

/** What every part is given. */
export interface PartProps {
  readonly saved: Core['ShopView'];
  readonly etag: string | null;
}
