const registrations = ['yes', 'no'] as const;
const consents = ['granted', 'denied', 'unknown'] as const;
const balances = ['some', 'none'] as const;
const sorts = ['newest', 'name', 'balance'] as const;

/** What the list is narrowed to, as it stands in the address; what is not given narrows nothing. */
export interface FilterValues {
  readonly q?: string | undefined;
  readonly registered?: (typeof registrations)[number] | undefined;
  readonly consent?: (typeof consents)[number] | undefined;
  readonly balance?: (typeof balances)[number] | undefined;
  readonly sort?: (typeof sorts)[number] | undefined;
  readonly export?: true | undefined;
}
export const choices = { registered: registrations, consent: consents, balance: balances, sort: sorts };

/** From an address that anybody may have typed. */
export function filtersFrom(search: Record<string, unknown>): FilterValues {
  const oneOf = <T>(allowed: readonly T[], name: string): T | undefined =>
    allowed.find((one) => one === search[name]);
  const q = search['q'];
  const found = {
    q:
      (typeof q === 'string' || typeof q === 'number') && String(q) !== ''
        ? String(q).slice(0, 100)
        : undefined,
    registered: oneOf(registrations, 'registered'),
    consent: oneOf(consents, 'consent'),
    balance: oneOf(balances, 'balance'),
    sort: oneOf(sorts, 'sort'),
    export: search['export'] === true ? (true as const) : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

export const isFiltered = ({ q, registered, consent, balance }: FilterValues): boolean =>
  [q, registered, consent, balance].some((value) => value !== undefined);

/** As loyalty-core asks for it. */
export const queryFrom = ({ q, registered, consent, balance, sort }: FilterValues) => ({
  search: q,
  registered: registered && registered === 'yes',
  consent,
  balanceFrom: balance === 'some' ? '0.01' : undefined,
  balanceTo: balance === 'none' ? '0.00' : undefined,
  sort,
});
