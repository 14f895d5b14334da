import { Problem } from '@ellity/platform';
import type { RefusalCode } from './settlement';

/** A refusal as the HTTP API answers it. */
export function refusalProblem(code: RefusalCode): Problem {
  const [status, detail] = refusals[code];
  return new Problem(status, code, detail);
}

const refusals: Readonly<Record<RefusalCode, readonly [number, string]>> = {
  'already-granted': [409, 'The reward was paid before: once per customer and per address.'],
  'balance-too-large': [409, 'The balance would have more than 12 digits.'],
  'expiry-invalid': [400, 'expiresOn is a day that is in no calendar.'],
  'expiry-past': [409, 'The last day of these credits is over.'],
  'insufficient-credit': [409, 'The customer has fewer credits than that to spend.'],
  'key-reused': [422, 'This Idempotency-Key was used with another body before. Use a new one.'],
  'not-over': [409, 'The last day of these credits is not over.'],
  'no-grant': [409, 'The customer was never paid this reward.'],
  'nothing-left': [409, 'Nothing is left of this award.'],
  'reward-kept': [409, 'The shop lets those who leave keep this reward.'],
  'reward-off': [409, 'The shop does not pay this reward.'],
  'subscribed-before': [409, 'The address was subscribed before without this reward, and so earns nothing.'],
  'unknown-award': [404, 'The customer has no such award.'],
  'unknown-customer': [404, 'The shop has no customer with this id.'],
  'unknown-spending': [404, 'The customer has no such spending.'],
  'unknown-shop': [404, 'There is no shop with this id.'],
};
