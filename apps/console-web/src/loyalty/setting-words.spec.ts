import { isCreation, settingName, settingWord } from './setting-words';

describe('settings in the history', () => {
  it('have a name where this page knows them, and their code otherwise', () => {
    expect(settingName('expiryNotice.leadDays')).toBe('expiryNotice.leadDays');
    expect(settingName('something.new')).toBeUndefined();
  });

  it('have words for values that are ours, and for no others', () => {
    expect(settingWord('shortfallRule', 'other-lots')).toBe('shortfallRule.other-lots');
    expect(settingWord('shortfallRule', 'burn')).toBeUndefined();
    expect(settingWord('name', 'cs')).toBeUndefined();
    expect(settingWord('expiryDays', 30)).toBeUndefined();
  });

  it('were all set at once when the shop was created, and at no other time', () => {
    expect(isCreation([{ field: 'timeZone', from: null }])).toBe(true);
    expect(isCreation([{ field: 'expiryDays', from: null }])).toBe(false);
    expect(isCreation([{ field: 'timeZone', from: 'Europe/Prague' }])).toBe(false);
  });
});
