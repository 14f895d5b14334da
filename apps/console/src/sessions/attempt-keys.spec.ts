import { networkOf } from './attempt-keys';

describe('attempts are counted by', () => {
  it.each([
    ['an IPv4 address', '192.0.2.1', '192.0.2.1'],
    ['an IPv4 address, also where it is written as one of IPv6', '::ffff:192.0.2.1', '192.0.2.1'],
    ['the network of an IPv6 address', '2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1::/64'],
    ['the same network for every other address in it', '2001:0DB8::0001:0:0:0:7', '2001:db8:0:1::/64'],
    ['the network of an address of one machine', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['whatever else a proxy says', 'unknown', 'unknown'],
  ])('%s', (_what, address, counted) => expect(networkOf(address)).toBe(counted));
});
