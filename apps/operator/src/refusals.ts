/** Why loyalty-core refuses a command about credit, for people. */
const texts: Readonly<Record<string, string>> = {
  'already-granted': 'the reward was paid before: once per customer and per address',
  'data-invalid': 'a field is missing or malformed; `npm run dlq -- list` shows which',
  'envelope-invalid': 'an attribute is missing or malformed; `npm run dlq -- list` shows which',
  'balance-too-large': 'the balance would have more than 12 digits',
  'expiry-invalid': 'expiresOn is a day that is in no calendar',
  'expiry-past': 'the last day of these credits is over',
  'key-reused': 'the idempotency key was used with another body before; use a new one',
  'no-grant': 'the customer was never paid this reward',
  'nothing-left': 'nothing is left of this award',
  'reward-kept': 'the shop lets those who leave keep this reward',
  'reward-off': 'the shop does not pay this reward',
  'subscribed-before': 'the address was subscribed before without a reward, so signing up earns nothing',
  'unknown-award': 'the customer has no award with this key',
  'unknown-customer': 'the shop has no such customer',
  'unknown-shop': 'there is no shop with this id',
};

/** The code with its meaning; a newer code stands alone. */
export const refusalText = (code: string): string =>
  texts[code] === undefined ? code : `${code}: ${texts[code]}`;
