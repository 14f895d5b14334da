import { backOffOf, outcomeOfError } from './send-outcome';

describe("a mail server's answer", () => {
  it.each([
    [
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 },
      { outcome: 'refused', reason: 'smtp-550' },
    ],
    [
      { code: 'EMESSAGE', command: 'DATA', responseCode: 552 },
      { outcome: 'refused', reason: 'smtp-552' },
    ],
    [
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 },
      { outcome: 'failed', reason: 'smtp-451' },
    ],
    [
      { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 },
      { outcome: 'failed', reason: 'smtp-535' },
    ],
    [
      { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550 },
      { outcome: 'failed', reason: 'smtp-550' },
    ],
    [{ code: 'ECONNREFUSED' }, { outcome: 'failed', reason: 'smtp-econnrefused' }],
    [{}, { outcome: 'failed', reason: 'smtp-unknown' }],
  ])('%j means %j', (error, outcome) => expect(outcomeOfError(error)).toEqual(outcome));

  it('is asked for again later and later, at least every ten minutes', () => {
    expect([1, 2, 3, 50].map(backOffOf)).toEqual([30_000, 60_000, 120_000, 600_000]);
  });
});
