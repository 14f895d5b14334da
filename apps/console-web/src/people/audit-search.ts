export interface AuditSearch {
  readonly shopId?: string | undefined;
  readonly personId?: string | undefined;
}

/** Which entries a list shows, from an address that anybody may have typed. */
export function auditSearchFrom(search: Readonly<Record<string, unknown>>): AuditSearch {
  const { shopId, personId } = search;
  return {
    ...(typeof shopId === 'string' && /^[a-z][a-z0-9-]{0,59}$/.test(shopId) ? { shopId } : {}),
    ...(typeof personId === 'string' && /^[0-9a-f-]{36}$/.test(personId) ? { personId } : {}),
  };
}
