/** Every call of Ecomail's API that is known here: its method and its path, whose variable parts are in braces. */
export const ecomailCalls = {
  'list-lists': { method: 'GET', path: '/lists' },
  'create-list': { method: 'POST', path: '/lists' },
  'show-list': { method: 'GET', path: '/lists/{list}' },
  'update-list': { method: 'PUT', path: '/lists/{list}' },
  subscribe: { method: 'POST', path: '/lists/{list}/subscribe' },
  'subscribe-bulk': { method: 'POST', path: '/lists/{list}/subscribe-bulk' },
  'update-subscriber': { method: 'PUT', path: '/lists/{list}/update-subscriber' },
  'update-subscriber-bulk': { method: 'PUT', path: '/lists/{list}/update-subscriber-bulk' },
  unsubscribe: { method: 'DELETE', path: '/lists/{list}/unsubscribe' },
  'get-subscriber': { method: 'GET', path: '/lists/{list}/subscriber/{email}' },
  'list-subscribers': { method: 'GET', path: '/lists/{list}/subscribers' },
  'get-global-subscriber': { method: 'GET', path: '/subscribers/{email}' },
  'delete-subscriber': { method: 'DELETE', path: '/subscribers/{email}/delete' },
  'subscriber-events': { method: 'GET', path: '/subscribers/{email}/events' },
  'automation-log': { method: 'GET', path: '/subscribers/{email}/automation-log' },
  'create-event': { method: 'POST', path: '/tracker/events' },
  account: { method: 'GET', path: '/account' },
  pipelines: { method: 'GET', path: '/pipelines' },
  'trigger-pipeline': { method: 'POST', path: '/pipelines/{pipeline}/trigger' },
} as const satisfies Record<string, { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string }>;

export type CallKind = keyof typeof ecomailCalls;

export const callKinds = Object.keys(ecomailCalls) as CallKind[];
