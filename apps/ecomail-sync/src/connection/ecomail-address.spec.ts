import { mayBeUnpaced, problemOfAddress } from './ecomail-address';

const ecomail = 'https://api2.ecomailapp.cz';
const sandbox = 'http://127.0.0.1:4010';

describe('where a key may be sent', () => {
  it.each([ecomail, sandbox, 'http://localhost:4010', 'http://ecomail-sandbox:4010', 'http://[::1]:4010'])(
    '%s is good',
    (baseUrl) => {
      expect(problemOfAddress(baseUrl)).toBeUndefined();
    },
  );

  it.each(['http://api2.ecomailapp.cz', 'http://8.8.8.8', 'http://172.32.0.1', 'http://[2001:db8::1]'])(
    '%s is refused: a key is sent over the internet by TLS only',
    (baseUrl) => {
      expect(problemOfAddress(baseUrl)).toBe('must begin with https://');
    },
  );

  it('only a sandbox is called without a pace', () => {
    expect([ecomail, sandbox].map(mayBeUnpaced)).toEqual([false, true]);
  });
});
