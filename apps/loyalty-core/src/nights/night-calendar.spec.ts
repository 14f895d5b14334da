import { daysLetIn, latestNight, nightsDue, warnedDays } from './night-calendar';

const at = (instant: string) => new Date(instant);

describe('the night of a shop', () => {
  it.each([
    ['an ordinary day, before the hour', 'Europe/Prague', '2026-11-24T00:59:59Z', '2026-11-23'],
    ['an ordinary day, at the hour', 'Europe/Prague', '2026-11-24T01:00:00Z', '2026-11-24'],
    [
      'clocks go forward: 02:00 is skipped, so it begins at 03:00',
      'Europe/Prague',
      '2027-03-28T00:59:59Z',
      '2027-03-27',
    ],
    ['clocks go forward, at 03:00', 'Europe/Prague', '2027-03-28T01:00:00Z', '2027-03-28'],
    ['clocks go back: the first 02:00', 'Europe/Prague', '2026-10-25T00:00:00Z', '2026-10-25'],
    ['clocks go back: the second 02:00', 'Europe/Prague', '2026-10-25T01:00:00Z', '2026-10-25'],
    ['a zone without summer time', 'Asia/Tokyo', '2026-11-23T17:00:00Z', '2026-11-24'],
    ['a zone with half an hour', 'Asia/Kolkata', '2026-11-23T20:29:00Z', '2026-11-23'],
    ['the far east', 'Pacific/Kiritimati', '2026-11-23T12:00:00Z', '2026-11-24'],
    ['the far west', 'Pacific/Niue', '2026-11-23T12:00:00Z', '2026-11-22'],
  ])('%s', (_what, zone, now, night) => expect(latestNight(zone, 2, at(now))).toBe(night));

  it('at midnight begins with the day', () => {
    expect(latestNight('Europe/Prague', 0, at('2026-11-23T22:59:59Z'))).toBe('2026-11-23');
    expect(latestNight('Europe/Prague', 0, at('2026-11-23T23:00:00Z'))).toBe('2026-11-24');
  });

  it('every local date has one, whatever the clocks do in a year', () => {
    const [start, end] = ['2026-12-30T12:00:00Z', '2028-01-02T12:00:00Z'].map((instant) =>
      Date.parse(instant),
    );
    for (const zone of ['Europe/Prague', 'Australia/Lord_Howe', 'Pacific/Apia']) {
      for (const hour of [0, 2, 23]) {
        let last = latestNight(zone, hour, new Date(start ?? 0));
        const nights: string[] = [];
        for (let ms = start ?? 0; ms < (end ?? 0); ms += 1_800_000) {
          for (const night of nightsDue(last, latestNight(zone, hour, new Date(ms)))) {
            nights.push(night);
            last = night;
          }
        }
        const ofYear = nights.filter((night) => night.startsWith('2027'));
        expect([ofYear.length, new Set(ofYear).size]).toEqual([365, 365]);
      }
    }
  });
});

describe('the nights that are due', () => {
  it('are the latest alone for a shop that had none', () =>
    expect(nightsDue(null, '2026-11-24')).toEqual(['2026-11-24']));

  it('are those that were missed, in order', () =>
    expect(nightsDue('2026-11-21', '2026-11-24')).toEqual(['2026-11-22', '2026-11-23', '2026-11-24']));

  it.each([
    ['the same night again', '2026-11-24'],
    ['a clock that was set back a day, or a move to the west', '2026-11-23'],
  ])('are none: %s', (_what, latest) => expect(nightsDue('2026-11-24', latest)).toEqual([]));

  it('are no more than can be caught up, the newest of them', () => {
    const due = nightsDue('2020-01-01', '2026-11-24');
    expect([due.length, due.at(-1)]).toEqual([400, '2026-11-24']);
  });
});

describe('who is warned', () => {
  it('of the days from the night on, as far as the lead time', () =>
    expect(warnedDays('2026-11-24', 14, '2026-11-24')).toEqual({ from: '2026-11-24', to: '2026-12-08' }));

  it('in a night that is caught up, of no day that is over', () =>
    expect(warnedDays('2026-11-20', 14, '2026-11-24')).toEqual({ from: '2026-11-24', to: '2026-12-04' }));

  const notice = (target: 'none' | 'system' | 'ecomail', leadDays: number) => ({ target, leadDays });
  it.each([
    [
      'switched on: all inside',
      notice('none', 14),
      notice('ecomail', 14),
      { from: '2026-11-24', to: '2026-12-08' },
    ],
    [
      'lengthened: what is new',
      notice('ecomail', 14),
      notice('system', 30),
      { from: '2026-12-09', to: '2026-12-24' },
    ],
    ['shortened: nothing', notice('ecomail', 30), notice('ecomail', 14), null],
    ['sent by somebody else: nothing', notice('system', 14), notice('ecomail', 14), null],
    ['switched off: nothing', notice('ecomail', 14), notice('none', 60), null],
  ])('a notice that is %s', (_what, before, after, days) =>
    expect(daysLetIn(before, after, '2026-11-24')).toEqual(days),
  );
});
