import { inSpan, runInTrace, traceHeaders } from '@ellity/platform';
import type { Account } from '../accounts/accounts.service';
import { type EcomailFailure, ecomailFailureOf } from '../accounts/ecomail-failure';
import type { IntendedTelling, Telling } from './tracker-event';

export type Answer = { readonly telling: IntendedTelling; readonly at: Date } & (
  | { readonly kind: 'accepted'; readonly ecomailId: string }
  | { readonly kind: 'failed'; readonly failure: EcomailFailure; readonly error: unknown }
);

/** The tracker event as Ecomail gets it. `property` is the domain event's id, so that it can be found again. */
export const trackerEventOf = (
  telling: Pick<Telling, 'id' | 'email' | 'label' | 'value'>,
  category: string,
) => ({
  email: telling.email,
  category,
  action: 'change',
  label: telling.label,
  property: telling.id,
  value: JSON.stringify(telling.value),
});

/** Makes the call of a telling whose turn and intent are there, in the trace of its change. Never rejects. */
export async function tellOne(
  account: Account,
  { telling, category }: { readonly telling: IntendedTelling; readonly category: string },
  clock: { now(): Date },
): Promise<Answer> {
  try {
    const event = await runInTrace(telling.traceparent ?? undefined, { messageId: telling.id }, () =>
      inSpan(`tell ${telling.label}`, {}, () =>
        account.callNow((client) =>
          client.createEvent(trackerEventOf(telling, category), { headers: traceHeaders() }),
        ),
      ),
    );
    return { telling, at: clock.now(), kind: 'accepted', ecomailId: event.id };
  } catch (error) {
    return { telling, at: clock.now(), kind: 'failed', failure: ecomailFailureOf(error), error };
  }
}
