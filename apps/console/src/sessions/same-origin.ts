/** What a browser says about where a request comes from; other programs say nothing. */
export interface RequestOrigin {
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

/**
 * False where a browser says that another site, or another host of the same one, asks. A request that says nothing is
 * not from a browser that somebody is signed in with, or has to prove itself by its token.
 */
export function isSameOrigin({ secFetchSite, origin, host }: RequestOrigin, publicUrl: string): boolean {
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin' && secFetchSite !== 'none') return false;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const { host: from } = new URL(origin);
  return from === host || from === new URL(publicUrl).host;
}
