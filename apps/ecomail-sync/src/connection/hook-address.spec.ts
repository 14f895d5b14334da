import { markedAddress } from './hook-address';

it.each([
  ['https://hooks.shop.example/hooks/ecomail/6Qd-_x', 'https://hooks.shop.example/…abcdefghijkl'],
  ['https://hooks.shop.example/hooks/ecomail/6Qd-_x/?token=7', 'https://hooks.shop.example/…abcdefghijkl'],
  ['https://somebody:6Qd-_x@shop.example/in', 'https://shop.example/…abcdefghijkl'],
  ['no address at all', '…abcdefghijkl'],
])('the hook address %s is shown as %s: whose it is, and nothing secret of it', (address, shown) => {
  expect(markedAddress(address, 'abcdefghijklmnop')).toBe(shown);
});
