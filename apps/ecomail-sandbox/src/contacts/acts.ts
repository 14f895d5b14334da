/** What people do beside the API. `unsubscribe-button` is the one of which the list's webhook hears nothing (7.1). */
export const visitorActs = [
  'subscribe',
  'confirm',
  'unsubscribe',
  'soft-bounce',
  'bounce',
  'complain',
] as const;
export type VisitorAct = (typeof visitorActs)[number];

export const merchantActs = ['subscribe', 'unsubscribe', 'unsubscribe-button'] as const;
export type MerchantAct = (typeof merchantActs)[number];
