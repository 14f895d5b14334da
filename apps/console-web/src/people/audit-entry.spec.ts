import { meaningOf, outcomeOf } from './audit-entry';

describe('an entry of the audit', () => {
  it('is named by what was called, and by nothing that only begins alike', () => {
    const shop = '/api/core/shops/demo';
    expect(meaningOf({ method: 'PATCH', path: shop })).toBe('settings');
    expect(meaningOf({ method: 'PATCH', path: `${shop}/mail-settings` })).toBe('mails');
    expect(meaningOf({ method: 'POST', path: `${shop}/customers/1/awards` })).toBe('award');
    expect(meaningOf({ method: 'DELETE', path: `${shop}/customers/1/pin` })).toBe('pin');
    expect(meaningOf({ method: 'POST', path: '/api/letters/actions/1/pause' })).toBe('lettersOrder');
    expect(meaningOf({ method: 'POST', path: shop })).toBeUndefined();
    expect(meaningOf({ method: 'POST', path: '/api/core/shops/demo/nights' })).toBeUndefined();
  });

  it('says what came of it, also that nobody knows', () => {
    expect([200, 204, 403, 503, null].map(outcomeOf)).toEqual([
      'done',
      'done',
      'refused',
      'failed',
      'unknown',
    ]);
  });
});
