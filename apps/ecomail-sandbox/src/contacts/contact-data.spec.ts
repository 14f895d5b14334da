import { initialSwitches } from '../switches/switches';
import { contactInputFrom, isEmail } from './contact-data';

const read = (raw: unknown, badStatus: 'refuse' | 'ignore' = 'refuse') =>
  contactInputFrom(raw, [1, 2, 4], initialSwitches, badStatus);

describe('subscriber_data (section 4.2)', () => {
  it('the address is trimmed and lower-cased', () => {
    expect(read({ email: ' Jan@Novak.cz ' }).email).toBe('jan@novak.cz');
  });

  it.each([undefined, {}, { email: '' }, { email: 5 }, 'text'])('%j lacks its address', (raw) => {
    expect(read(raw).problems).toMatchObject([{ code: 'email_required' }]);
  });

  it.each(['foo@', '@bar.cz', 'foo@bar', 'foo bar@baz.cz', 'foo@bar..cz', `${'x'.repeat(250)}@bar.cz`])(
    '%s is no address',
    (email) => {
      expect(isEmail(email)).toBe(false);
    },
  );

  it('a status may come as text, as vendors send it (section 4.1)', () => {
    expect(read({ email: 'a@b.cz', status: '2' }).status).toBe(2);
  });

  it('a status that the call may not set is refused, or ignored when switched so', () => {
    expect(read({ email: 'a@b.cz', status: 5 }).problems).toMatchObject([{ code: 'status_invalid' }]);
    const ignored = read({ email: 'a@b.cz', status: 5 }, 'ignore');
    expect(ignored.problems).toEqual([]);
    expect(ignored.status).toBeUndefined();
  });

  it('a name of several words gives the surname, unless one is sent, even empty', () => {
    expect(read({ email: 'a@b.cz', name: 'Jan Amos Novák' }).profile).toEqual({
      name: 'Jan',
      surname: 'Amos Novák',
    });
    expect(read({ email: 'a@b.cz', name: 'Jan Amos', surname: '' }).profile).toEqual({
      name: 'Jan Amos',
      surname: '',
    });
  });

  it('gender is male or female only', () => {
    expect(read({ email: 'a@b.cz', gender: 'other' }).problems).toMatchObject([{ field: 'gender' }]);
  });

  it('tags over 50 characters or 2,000 in total are refused (section 1)', () => {
    expect(read({ email: 'a@b.cz', tags: ['x'.repeat(51)] }).problems).toMatchObject([{ field: 'tags' }]);
    expect(
      read({ email: 'a@b.cz', tags: Array.from({ length: 41 }, () => 'x'.repeat(50)) }).problems,
    ).toHaveLength(1);
  });

  it('what was not sent is absent, so that it overwrites nothing', () => {
    const input = read({ email: 'a@b.cz' });
    expect(input.profile).toEqual({});
    expect(input).not.toHaveProperty('tags');
    expect(input).not.toHaveProperty('status');
  });
});
