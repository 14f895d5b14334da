/** What an entry of the audit means, by the address that was called. The first that fits counts. */
const meanings = [
  ['POST', '/api/login', 'login'],
  ['POST', '/api/logout', 'logout'],
  ['POST', '/api/password/reset', 'password'],
  ['POST', '/api/invitations/*/accept', 'accepted'],
  ['PATCH', '/api/me', 'me'],
  ['POST', '/api/people', 'invited'],
  ['PATCH', '/api/people/*', 'person'],
  ['POST', '/api/people/*/invitation', 'invitedAgain'],
  ['PATCH', '/api/core/shops/*', 'settings'],
  ['PATCH', '/api/core/shops/*/mail-settings', 'mails'],
  ['POST', '/api/core/shops/*/customers/*/awards', 'award'],
  ['POST', '/api/core/shops/*/customers/*/spends', 'spend'],
  ['POST', '/api/core/shops/*/customers/*/pin/send', 'pinSent'],
  ['*', '/api/core/shops/*/customers/*/pin', 'pin'],
  ['POST', '/api/core/shops/*/customers/*/consents', 'consent'],
  ['POST', '/api/core/shops/*/customers/*/erasure', 'erasure'],
  ['POST', '/api/core/shops/*/imports', 'import'],
  ['POST', '/api/core/shops/*/imports/*/start', 'importStarted'],
  ['PUT', '/api/sync/connections/*', 'connected'],
  ['DELETE', '/api/sync/connections/*', 'disconnected'],
  ['POST', '/api/sync/connections/*/disconnect', 'disconnected'],
  ['POST', '/api/sync/connections/*/pause', 'paused'],
  ['POST', '/api/sync/connections/*/resume', 'resumed'],
  ['POST', '/api/sync/connections/*/repair', 'repair'],
  ['*', '/api/sync/connections/*/key', 'key'],
  ['POST', '/api/sync/connections/*/fields/check', 'fieldsCheck'],
  ['POST', '/api/sync/connections/*/test-event', 'testEvent'],
  ['*', '/api/sync/connections/*/test-mode', 'testMode'],
  ['POST', '/api/sync/connections/*/exports', 'export'],
  ['POST', '/api/sync/connections/*/exports/*/*', 'exportOrder'],
  ['*', '/api/gateway/shops/*/address', 'address'],
  ['POST', '/api/gateway/shops/*/address/rotate', 'address'],
  ['DELETE', '/api/gateway/shops/*/address/previous', 'retired'],
  ['POST', '/api/letters/preview', 'preview'],
  ['POST', '/api/letters/actions', 'letters'],
  ['POST', '/api/letters/actions/*/*', 'lettersOrder'],
  ['PATCH', '/api/letters/groups/*', 'group'],
  ['PUT', '/api/letters/letters/*/edit', 'letterEdit'],
] as const;

export type Meaning = (typeof meanings)[number][2];

const patterns = meanings.map(([method, path, meaning]) => ({
  method,
  path: new RegExp(`^${path.replaceAll('*', '[^/]+')}/?$`),
  meaning,
}));

/** Undefined: nothing that has a name; its method and address say it. */
export const meaningOf = (entry: { readonly method: string; readonly path: string }): Meaning | undefined =>
  patterns.find(({ method, path }) => (method === '*' || method === entry.method) && path.test(entry.path))
    ?.meaning;

/** What came of it. `unknown`: the console ended before the answer was there. */
export function outcomeOf(status: number | null): 'done' | 'refused' | 'failed' | 'unknown' {
  if (status === null) return 'unknown';
  if (status < 400) return 'done';
  return status < 500 ? 'refused' : 'failed';
}
