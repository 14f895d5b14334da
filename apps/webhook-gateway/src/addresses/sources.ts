/**
 * Whose notices are taken, as in `/hooks/<source>/<token>`. Each has tokens of its own: one source's opens no other. A
 * source that signs gets a secret with each address.
 */
export const sources = ['ecomail', 'standard-webhooks'] as const;
export type Source = (typeof sources)[number];

const signing: ReadonlySet<Source> = new Set(['standard-webhooks']);
export const isSigning = (source: Source): boolean => signing.has(source);
