import type { Account } from '../accounts/accounts.service';

/** A list as Ecomail shows it now. */
export interface ListSeen {
  readonly id: number;
  readonly name: string;
  /** With the name it is the list's identity: ids repeat in other accounts. */
  readonly created: string | null;
  /** Types by key. */
  readonly fields: Readonly<Record<string, string>>;
  readonly webhookUrl: string | null;
}

export async function showList(account: Account, listId: number): Promise<ListSeen> {
  const list = await account.call((client) => client.showList(listId));
  return {
    id: listId,
    name: list.name,
    created: list.created,
    fields: Object.fromEntries([...list.fields].map(([key, { type }]) => [key.trim().toLowerCase(), type])),
    webhookUrl: list.webhookUrl,
  };
}

export const isSameList = (
  known: { readonly list_name: string; readonly list_created: string | null },
  seen: ListSeen,
): boolean => known.list_name === seen.name && known.list_created === seen.created;
