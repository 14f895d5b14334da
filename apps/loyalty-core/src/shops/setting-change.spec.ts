import { changesBetween } from './setting-change';

const before = { name: 'Shop', expiryDays: 30, expiryNotice: { target: 'none', leadDays: 14 }, mails: false };

describe('a change of settings', () => {
  it('names each setting that differs, with what it was and what it became', () => {
    const after = { ...before, expiryDays: null, expiryNotice: { target: 'system', leadDays: 14 } };
    expect(changesBetween(before, after)).toEqual([
      { field: 'expiryDays', from: 30, to: null },
      { field: 'expiryNotice.target', from: 'none', to: 'system' },
    ]);
  });

  it('that sets what is already so names nothing', () => {
    expect(changesBetween(before, structuredClone(before))).toEqual([]);
  });

  it('from nothing names every setting that has a value', () => {
    expect(changesBetween(null, { name: 'Shop', expiryDays: null, mails: false })).toEqual([
      { field: 'name', from: null, to: 'Shop' },
      { field: 'mails', from: null, to: false },
    ]);
  });
});
