import { addressesOf, CurrentAddress } from './addresses';

describe('addresses of a cluster', () => {
  it('are separated by commas, which passwords may hold too', () => {
    expect(addressesOf('amqp://u:p,q@one/v')).toEqual(['amqp://u:p,q@one/v']);
    expect(addressesOf('amqp://u:p,q@one/v,amqps://two')).toEqual(['amqp://u:p,q@one/v', 'amqps://two']);
  });

  it('are taken one after the other, after the last the first again, and nothing of one stays with the next', () => {
    const address = new CurrentAddress('amqp://us%40er:p%2Fw@one:1234/v?frameMax=8192,amqps://[::1]', 10);
    const { options } = address;
    expect(options).toMatchObject({
      protocol: 'amqp',
      hostname: 'one',
      port: 1234,
      username: 'us@er',
      password: 'p/w',
      vhost: 'v',
      frameMax: 8192,
      heartbeat: 10,
    });
    address.moveOn();
    expect(address.options).toBe(options);
    expect(options).toMatchObject({
      protocol: 'amqps',
      hostname: '::1',
      port: 5671,
      username: 'guest',
      password: 'guest',
      vhost: '',
      frameMax: undefined,
    });
    expect(address.host).toBe('[::1]');
    address.moveOn();
    expect(options.hostname).toBe('one');
  });

  it('of one server stay that one', () => {
    const address = new CurrentAddress('amqp://one', 10);
    address.moveOn();
    expect(address.options).toMatchObject({ hostname: 'one', port: 5672 });
  });
});
