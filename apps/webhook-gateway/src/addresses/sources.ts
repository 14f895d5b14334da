/** Whose notices are taken, as in `/hooks/<source>/<token>`. Each has tokens of its own: one source's opens no other. */
export const sources = ['ecomail'] as const;
export type Source = (typeof sources)[number];
