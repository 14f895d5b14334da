const firstDay = Date.UTC(1997, 0, 1);
const dayMs = 86_400_000;
const days = 546;
/** The sizes of the log whose shape this has: about 3 orders a customer, 1 of 300 customers orders for 0.00 only. */
const moreOrdersOdds = 0.66;
const worthNothingOdds = 1 / 300;
const repeatOdds = 0.01;

/** Lines of a purchase log, always the same for a seed. `order-line.ts` says what the columns are. */
export function* generatedOrders(customers: number, seed: number): Generator<string> {
  const random = randomFrom(seed);
  let customer = 0;
  for (let inSample = 1; inSample <= customers; inSample += 1) {
    customer += 1 + Math.floor(random() * 18);
    const line = (day: number, pieces: number, value: string) =>
      ` ${pad(customer, 5)} ${pad(inSample, 4)} ${dateOf(day)} ${String(pieces).padStart(2)} ${value.padStart(7)}\r\n`;
    let day = Math.floor(random() * 90);
    if (random() < worthNothingOdds) {
      yield line(day, 1, '0.00');
      continue;
    }
    do {
      const pieces = 1 + Math.floor(random() ** 3 * 8);
      const cents = pieces * (599 + Math.floor(random() * 1600));
      const text = line(day, pieces, `${Math.floor(cents / 100)}.${pad(cents % 100, 2)}`);
      yield text;
      if (random() < repeatOdds) yield text;
      day += Math.floor(random() * 120);
    } while (day < days && random() < moreOrdersOdds);
  }
}

const pad = (number: number, digits: number): string => String(number).padStart(digits, '0');
const dateOf = (day: number): string =>
  new Date(firstDay + day * dayMs).toISOString().slice(0, 10).replaceAll('-', '');

/** Mulberry32: small, fast, and good enough for samples. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
