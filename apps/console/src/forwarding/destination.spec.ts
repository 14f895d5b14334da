import { demandReachable, destinationOf } from './destination';
import type { Person } from '../people/person';

const merchant: Person = {
  id: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01',
  email: 'jana@shop.test',
  name: 'Jana',
  role: 'merchant',
  language: 'cs',
  shops: ['demo'],
};
const may = (method: string, url: string, person = merchant) => {
  try {
    const destination = destinationOf(url);
    if (!destination) return 'console';
    demandReachable(method, destination, person);
    return destination.shopId ?? 'no shop';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a call goes', () => {
  it('to the service that its address names, as it was asked', () => {
    expect(destinationOf('/api/core/shops/demo/customers?search=a%20b')).toEqual({
      target: 'core',
      path: '/shops/demo/customers?search=a%20b',
      shopId: 'demo',
    });
  });

  it('to the console itself, where it names none', () => {
    expect([may('GET', '/api/session'), may('GET', '/api/corex/shops'), may('GET', '/api')]).toEqual([
      'console',
      'console',
      'console',
    ]);
  });

  it.each([
    '/api/gateway/hooks/ecomail/token',
    '/api/core/internal/preview',
    '/api/core/metrics',
    '/api/core',
    '/api/core/shops/demo/../other',
    '/api/core/shops/demo/%2e%2e/other',
    '/api/core/shops/demo%2Fcustomers',
    '/api/core/shops//customers',
    '/api/core/shops/demo\\..\\other',
    '/api/core//shops/demo',
    '/api/core/shops/%ff',
  ])('nowhere from %s', (url) =>
    expect(may('GET', url, { ...merchant, role: 'operator' })).toBe('not-found'),
  );
});

describe('a merchant reaches', () => {
  it.each([
    ['GET', '/api/core/shops/demo', 'demo'],
    ['PATCH', '/api/core/shops/d%65mo', 'demo'],
    ['GET', '/api/sync/connections/demo/status', 'demo'],
    ['GET', '/api/core/shops?limit=5', 'no shop'],
    ['POST', '/api/core/shops', 'shop-not-yours'],
    ['GET', '/api/core/shops/other', 'shop-not-yours'],
    ['GET', '/api/core/SHOPS/other', 'not-found'],
    ['GET', '/api/sync/runs?shopId=other', 'shop-not-yours'],
    ['GET', '/api/letters/groups', 'shop-not-yours'],
    ['GET', '/api/letters/queues', 'shop-not-yours'],
  ])('%s %s: %s', (method, url, answer) => expect(may(method, url)).toBe(answer));
});
