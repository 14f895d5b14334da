import { ContactRejectedError, type Rejection, saysAll } from '@ellity/ecomail';

/** What a failed call to Ecomail means for the work it carried. */
export interface EcomailFailure {
  /** Stable, from the client: `ecomail.key-rejected`, `ecomail.timeout`, … */
  readonly code: string;
  /** Nothing of it was done. False: it may have been done. */
  readonly isCertain: boolean;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | null;
  /** Of the answer, where there was one. */
  readonly status: number | null;
}

export function ecomailFailureOf(error: unknown): EcomailFailure {
  const { code, retryable, retryAfterMs, mayHaveArrived, status } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as {
    code?: unknown;
    retryable?: unknown;
    retryAfterMs?: unknown;
    mayHaveArrived?: unknown;
    status?: unknown;
  };
  return {
    code: typeof code === 'string' ? code : 'unknown',
    isCertain: mayHaveArrived === false,
    isRetryable: retryable !== false,
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : null,
    status: typeof status === 'number' ? status : null,
  };
}

export const keyRejectedCode = 'ecomail.key-rejected';
/** Of a write of contacts: the list. Of a tracker event: the contact. */
export const notFoundCode = 'ecomail.not-found';

/** Refused without saying whether the list, the account or what was sent is to blame. */
export const invalidCode = 'ecomail.invalid';

/** The key is good and the account may not do this, such as events below the tariff that has them. */
export const isForbidden = ({ code, status, isRetryable }: EcomailFailure): boolean =>
  status === 403 && !isRetryable && code !== keyRejectedCode;

/** A list takes no more custom fields: how Ecomail says so is not documented, so the words decide. */
export const saysFieldsFull = (error: unknown): boolean =>
  ['ecomail.contact-rejected', invalidCode].includes(ecomailFailureOf(error).code) &&
  error instanceof Error &&
  /custom.?fields?|vlastní(?:ch)? pol/i.test(error.message) &&
  /limit|max|too many|no more|full|překroč|příliš/i.test(error.message);

/** A call was made and nobody knows what became of it: it may be carried out yet. */
export function mayLandLater(error: unknown): boolean {
  const { code, isCertain } = ecomailFailureOf(error);
  return code.startsWith('ecomail.') && !isCertain;
}

/** Why Ecomail refused a bulk call: items by their index, or the whole for a reason it did not tie to an item. */
export interface BulkRefusal {
  readonly items: ReadonlyMap<number, string>;
  /** What of an item was refused, where the refusal names it; without an entry it may be the whole item. */
  readonly fields?: ReadonlyMap<number, readonly string[]>;
  /** The reason is about some item, although the refusal does not say which. */
  readonly isOfItems: boolean;
  /** The words are clearly about all items alike. */
  readonly isOfAll: boolean;
  readonly reason: string;
}

/** What a bulk call was refused for; undefined when the error says nothing about its contacts. */
export function bulkRefusalOf(error: unknown): BulkRefusal | undefined {
  if (!(error instanceof ContactRejectedError)) return undefined;
  const reasonOf = ({ field, messages }: Rejection) =>
    [...(field === null ? [] : [field]), messages.join(', ')].join(': ').slice(0, 300);
  const [first] = error.rejected;
  return {
    items: new Map(
      error.rejected.flatMap((one) => (one.index === null ? [] : [[one.index, reasonOf(one)] as const])),
    ),
    fields: fieldsOf(error.rejected),
    isOfItems: error.rejected.some(({ isOfContact }) => isOfContact),
    isOfAll: error.rejected.some((one) => !one.isOfContact && saysAll(reasonOf(one))),
    reason: first ? reasonOf(first) : 'refused without a reason',
  };
}

function fieldsOf(rejected: readonly Rejection[]): ReadonlyMap<number, readonly string[]> {
  const fields = new Map<number, readonly string[]>();
  for (const { index, field } of rejected)
    if (index !== null) fields.set(index, [...(fields.get(index) ?? []), field ?? '']);
  return fields;
}
