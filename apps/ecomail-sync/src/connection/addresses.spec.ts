import { markedAddress, mayBeUnpaced, problemOfAddress, type TrustedAddresses } from './addresses';

const ecomail = 'https://api2.ecomailapp.cz';
const sandbox = 'http://127.0.0.1:4010';
const trusted: TrustedAddresses = {
  default: 'https://proxy.shop.example/ecomail',
  origins: [sandbox, 'http://ecomail-sandbox:*', 'http://[::1]:4010'],
};
const problemOf = (baseUrl: string) => problemOfAddress(baseUrl, trusted);

describe('where a key may be sent', () => {
  it.each([
    ...[ecomail, `${ecomail}/`, 'https://api2.ecomailapp.com', 'https://api2.ecomailapp.cz:443'],
    ...[sandbox, 'http://ecomail-sandbox:1', 'http://ecomail-sandbox:65535', 'http://[0:0:0:0:0:0:0:1]:4010'],
    'https://proxy.shop.example/ecomail',
  ])('%s is good: it is Ecomail, or the operator trusts it', (baseUrl) => {
    expect(problemOf(baseUrl)).toBeUndefined();
  });

  it.each([
    ...['https://shop.example', 'https://api2.ecomailapp.cz.shop.example', 'https://evil-api2.ecomailapp.cz'],
    ...['https://api2.ecomailapp.cz:8443', 'http://api2.ecomailapp.cz', 'https://api2.ecomailapp.cz.'],
    ...['https://8.8.8.8', 'http://169.254.169.254', 'http://127.0.0.1', 'http://127.0.0.1:4002'],
    ...['http://localhost:4010', 'http://2130706433', 'http://postgres', 'https://proxy.shop.example'],
    'http://[::ffff:127.0.0.1]:4010',
  ])('%s is refused: neither is it Ecomail, nor does the operator trust it', (baseUrl) => {
    expect(problemOf(baseUrl)).toMatch(/^must be Ecomail/);
  });

  it.each([
    ...[`${ecomail}/lists`, `${ecomail}?a=1`, `${ecomail}#a`],
    ...['https://user@api2.ecomailapp.cz', 'https://api2.ecomailapp.cz@shop.example', 'not an address'],
  ])('%s is refused: an address of Ecomail has nothing but a host', (baseUrl) => {
    expect(problemOf(baseUrl)).toMatch(/^must be Ecomail/);
  });

  it('only a sandbox is called without a pace', () => {
    expect([ecomail, sandbox].map(mayBeUnpaced)).toEqual([false, true]);
  });
});

it.each([
  ['https://hooks.shop.example/hooks/ecomail/6Qd-_x', 'https://hooks.shop.example/…abcdefghijkl'],
  ['https://hooks.shop.example/hooks/ecomail/6Qd-_x/?token=7', 'https://hooks.shop.example/…abcdefghijkl'],
  ['https://somebody:6Qd-_x@shop.example/in', 'https://shop.example/…abcdefghijkl'],
  ['no address at all', '…abcdefghijkl'],
])('the hook address %s is shown as %s: whose it is, and nothing secret of it', (address, shown) => {
  expect(markedAddress(address, 'abcdefghijklmnop')).toBe(shown);
});
