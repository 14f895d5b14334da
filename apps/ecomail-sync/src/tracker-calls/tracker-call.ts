import { inSpan, runInTrace, traceHeaders } from '@ellity/platform';
import type { Account } from '../accounts/accounts.service';
import { type EcomailFailure, ecomailFailureOf } from '../accounts/ecomail-failure';
import type { IntendedTrackerCall, TrackerCall } from './tracker-event';

export type Answer = { readonly call: IntendedTrackerCall; readonly at: Date } & (
  | { readonly kind: 'accepted'; readonly ecomailId: string }
  | { readonly kind: 'failed'; readonly failure: EcomailFailure; readonly error: unknown }
);

/** The tracker event as Ecomail gets it. `property` is the domain event's id, so that it can be found again. */
export const trackerEventOf = (
  call: Pick<TrackerCall, 'id' | 'email' | 'label' | 'value'>,
  category: string,
) => ({
  email: call.email,
  category,
  action: 'change',
  label: call.label,
  property: call.id,
  value: JSON.stringify(call.value),
});

/** Makes a call whose turn and intent are there, in the trace of its change. Never rejects. */
export async function sendTrackerEvent(
  account: Account,
  { call, category }: { readonly call: IntendedTrackerCall; readonly category: string },
  clock: { now(): Date },
): Promise<Answer> {
  try {
    const event = await runInTrace(call.traceparent ?? undefined, { messageId: call.id }, () =>
      inSpan(`tracker event ${call.label}`, {}, () =>
        account.callNow((client) =>
          client.createEvent(trackerEventOf(call, category), { headers: traceHeaders() }),
        ),
      ),
    );
    return { call, at: clock.now(), kind: 'accepted', ecomailId: event.id };
  } catch (error) {
    return { call, at: clock.now(), kind: 'failed', failure: ecomailFailureOf(error), error };
  }
}
