import { czechDate, localTime, shiftedTime, utcTime } from './times';

describe('times as Ecomail writes them (section 10.1)', () => {
  it('inserted_at is Czech local time without a zone, in winter and in summer', () => {
    expect(localTime('2026-01-20T23:30:04.123Z')).toBe('2026-01-21 00:30:04');
    expect(localTime('2026-07-20T22:30:04.123Z')).toBe('2026-07-21 00:30:04');
  });

  it('unsubscribed_at says Z and is an hour early in winter, two in summer', () => {
    expect(shiftedTime('2026-01-20T10:00:00.000Z')).toBe('2026-01-20T09:00:00.000000Z');
    expect(shiftedTime('2026-07-20T10:00:00.000Z')).toBe('2026-07-20T08:00:00.000000Z');
  });

  it('the _utc times are true', () => {
    expect(utcTime('2026-07-20T10:00:00.999Z')).toBe('2026-07-20T10:00:00.000000Z');
  });

  it('the day of creation is a Czech date (section 2)', () => {
    expect(czechDate('2018-06-25T22:30:00.000Z')).toBe('26.6.2018');
  });
});
