import type {
  CreditChanged,
  CreditsExpiring,
  CustomerChanged,
  Envelope,
  PinChanged,
} from '@ellity/contracts';
import { type FieldGroup, mirrorColumns, type SealedPin } from '../fields/field-definitions';

/** The label of a tracker event. */
export type Label = 'pin' | 'credit' | 'expiry';

/** What one loyalty event means for the mirror and for the events. */
export interface ContactChange {
  readonly eventId: string;
  readonly source: string;
  readonly shopId: string;
  readonly customerId: string;
  readonly type: string;
  readonly group: FieldGroup;
  readonly sequence: string;
  readonly occurredAt: string;
  /** The tracker event that is to follow the fields; null: fields only. */
  readonly label: Label | null;
  readonly announce: boolean;
  /** New values of the group's columns, by column. */
  readonly columns: Readonly<Record<string, string | boolean | null>>;
  /** What the tracker event says; never a PIN. */
  readonly numbers: Readonly<Record<string, unknown>>;
  readonly reference: string | null;
  readonly entryId: string | null;
  /** W3C trace context in which it was published. */
  readonly traceparent: string | null;
}

export function profileChangeFrom(envelope: Envelope, profile: CustomerChanged): ContactChange {
  return {
    ...changeFrom(envelope, 'profile', null, false),
    columns: valuesOf(mirrorColumns.profile, profile),
  };
}

export function creditChangeFrom(envelope: Envelope, credit: CreditChanged): ContactChange {
  return {
    ...changeFrom(envelope, 'credit', 'credit', credit.announce),
    columns: valuesOf(mirrorColumns.credit, credit),
    numbers: {
      amount: credit.change.amount,
      balance: credit.balance,
      reason: credit.change.reason,
      changedAt: credit.changedAt,
    },
    reference: credit.change.reference ?? null,
    entryId: credit.change.entryId,
  };
}

/** `pinSealed`: the PIN as it may be stored; null: dropped. */
export function pinChangeFrom(envelope: Envelope, pin: PinChanged, pinSealed: string | null): ContactChange {
  return {
    ...changeFrom(envelope, 'pin', 'pin', pin.announce),
    columns: valuesOf<SealedPin>(mirrorColumns.pin, { pinSealed }),
    numbers: { dropped: pinSealed === null },
  };
}

export function warningChangeFrom(envelope: Envelope, warning: CreditsExpiring): ContactChange {
  return {
    ...changeFrom(envelope, 'warning', 'expiry', warning.target !== 'system'),
    columns: valuesOf(mirrorColumns.warning, warning),
    numbers: { amount: warning.amount, expiresOn: warning.expiresOn, leadDays: warning.leadDays },
  };
}

const valuesOf = <Data>(
  columns: Readonly<Record<string, { readonly from: (data: Data) => string | boolean | null }>>,
  data: Data,
): ContactChange['columns'] => {
  const values: Record<string, string | boolean | null> = {};
  for (const name in columns) values[name] = columns[name]?.from(data) ?? null;
  return values;
};

function changeFrom(
  envelope: Envelope,
  group: FieldGroup,
  label: Label | null,
  announce: boolean,
): ContactChange {
  const { subject, sequence } = envelope;
  if (subject === undefined || sequence === undefined)
    throw new TypeError(`${envelope.type} names no customer or sequence`);
  return {
    eventId: envelope.id.toLowerCase(),
    source: envelope.source,
    shopId: envelope.shopid,
    customerId: subject.toLowerCase(),
    type: envelope.type,
    group,
    sequence,
    occurredAt: envelope.time,
    label: announce ? label : null,
    announce,
    columns: {},
    numbers: {},
    reference: null,
    entryId: null,
    traceparent: envelope.traceparent ?? null,
  };
}

/** All changes of one contact in a batch, reduced to the newest of each group. */
export interface ContactRow {
  readonly shopId: string;
  readonly customerId: string;
  readonly newest: Readonly<Partial<Record<FieldGroup, ContactChange>>>;
}

/** One row per contact, in an order that is the same in every process, so that two batches never wait for each other. */
export function contactRowsOf(changes: readonly ContactChange[]): ContactRow[] {
  const rows = new Map<
    string,
    { shopId: string; customerId: string; newest: Partial<Record<FieldGroup, ContactChange>> }
  >();
  for (const change of changes) {
    const key = `${change.shopId}/${change.customerId}`;
    const row = rows.get(key) ?? { shopId: change.shopId, customerId: change.customerId, newest: {} };
    const known = row.newest[change.group];
    if (!known || change.sequence > known.sequence) row.newest[change.group] = change;
    rows.set(key, row);
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
