import { actorOf, demandGoodPassword, demandShopsOfRole, type Person } from './person';

const jana: Person = {
  id: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01',
  email: 'jana.novakova@shop.test',
  name: 'Jana Nováková',
  role: 'merchant',
  language: 'cs',
  shops: ['demo', 'other'],
};

describe('services are told', () => {
  it('of a merchant all shops, or the one that the call is about', () => {
    expect(actorOf(jana)).toEqual({ id: jana.id, role: 'merchant', shops: ['demo', 'other'] });
    expect(actorOf(jana, 'demo').shops).toEqual(['demo']);
  });

  it('of an operator no shop', () => {
    expect(actorOf({ ...jana, role: 'operator', shops: [] }, 'demo').shops).toEqual([]);
  });
});

describe('a password', () => {
  it.each([
    ['of less than twelve characters', 'x7#kQ!z'],
    ['of the name', 'Jana Nováková'],
    ['of the address and a few digits', 'jana.novakova123'],
    ['of one letter', 'aaaaaaaaaaaaaaaa'],
    ['without end', 'x7#kQ!z'.repeat(100)],
  ])('%s is refused', (_what, password) =>
    expect(() => demandGoodPassword(password, jana)).toThrow('A password needs'),
  );

  it('of a few words is taken', () => {
    expect(() => demandGoodPassword('tři modré kočky na střeše', jana)).not.toThrow();
  });
});

it('a merchant without a shop and an operator with one are refused', () => {
  expect(() => demandShopsOfRole({ role: 'merchant', shops: [] })).toThrow();
  expect(() => demandShopsOfRole({ role: 'operator', shops: ['demo'] })).toThrow();
  expect(() => demandShopsOfRole(jana)).not.toThrow();
});
