import { SignJWT } from 'jose';
import { randomBytes } from 'node:crypto';
import { parseKeyList } from '../key-list';
import { ServiceTokenError, ServiceTokens } from './service-tokens';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const keys = key('k1');

describe('a service token', () => {
  const core = new ServiceTokens(keys, 'loyalty-core');
  const sync = new ServiceTokens(keys, 'ecomail-sync');
  const tokenOf = async (tokens: ServiceTokens, audience: string) =>
    (await tokens.headersFor(audience)).authorization;
  const forged = (claims: { iat?: number; exp?: number; iss?: string }, kid = 'k1', alg = 'HS256') => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ iss: 'ecomail-sync', aud: 'loyalty-core', iat: now, exp: now + 60, ...claims })
      .setProtectedHeader({ alg, kid })
      .sign(parseKeyList(keys).get('k1') ?? Buffer.alloc(32))
      .then((token) => `Bearer ${token}`);
  };
  const now = Math.floor(Date.now() / 1000);

  it('proves the calling service to the one it was made for', async () => {
    expect(await core.callerOf(await tokenOf(sync, 'loyalty-core'))).toBe('ecomail-sync');
  });

  it('counts nowhere else', async () => {
    await expect(sync.callerOf(await tokenOf(sync, 'loyalty-core'))).rejects.toThrow(ServiceTokenError);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['of another kind', 'Basic YTpi'],
    ['no token', 'Bearer a.b'],
    ['unsigned', `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.e30`],
  ])('is refused when the header is %s', async (_name, header) => {
    await expect(core.callerOf(header)).rejects.toThrow(ServiceTokenError);
  });

  it.each([
    ['expired', { iat: now - 70, exp: now - 10 }],
    ['made to live longer than a minute', { iat: now - 600, exp: now + 600 }],
    ['from the future', { iat: now + 60, exp: now + 120 }],
    ['without an issuer', { iss: '' }],
  ])('is refused when it is %s, though its key is right', async (_name, claims) => {
    await expect(core.callerOf(await forged(claims))).rejects.toThrow(ServiceTokenError);
  });

  it('is refused under an unknown key or another algorithm', async () => {
    await expect(core.callerOf(await forged({}, 'k2'))).rejects.toThrow(ServiceTokenError);
    await expect(core.callerOf(await forged({}, 'k1', 'HS384'))).rejects.toThrow(ServiceTokenError);
    expect(await core.callerOf(await forged({}))).toBe('ecomail-sync');
  });

  it('stays valid through every step of a rotation', async () => {
    const next = key('k2');
    const steps = [keys, `${keys},${next}`, `${next},${keys}`, next];
    for (const [index, step] of steps.entries()) {
      for (const other of steps.slice(Math.max(0, index - 1), index + 2)) {
        const caller = new ServiceTokens(step, 'ecomail-sync');
        const token = await tokenOf(caller, 'loyalty-core');
        expect(await new ServiceTokens(other, 'loyalty-core').callerOf(token)).toBe('ecomail-sync');
      }
    }
  });
});
