import { amountText, AwardCredit, compose, dayAfter, type Envelope } from '@ellity/contracts';
import { creditsFor } from '../credit-amount';
import type { OrderAt } from './order-log';

export interface AwardAbout {
  readonly shopId: string;
  readonly source: string;
  /** SHA-256 of the file. */
  readonly digest: string;
  /** Days to add to every date. */
  readonly shiftDays: number;
}

/**
 * The award for an order; undefined when it is worth nothing. Its data depends on the file and the line alone, so
 * that sending it again, on any day and with any shift, is a duplicate. Customers of a log have no address: theirs
 * is made of the id as written, in a domain that reaches nobody (RFC 6761).
 */
export function awardFor({ line, order }: OrderAt, about: AwardAbout): Envelope<AwardCredit> | undefined {
  const credits = creditsFor(order.value);
  if (credits === undefined) return undefined;
  const data: AwardCredit = {
    email: `customer-${order.customer}@shop.test`,
    amount: amountText(credits),
    reason: 'order',
    reference: String(line),
    idempotencyKey: `${about.digest.slice(0, 16)}-${line}`,
  };
  return compose(AwardCredit, data, {
    source: about.source,
    shopId: about.shopId,
    time: `${dayAfter(order.day, about.shiftDays)}T00:00:00.000Z`,
  });
}
