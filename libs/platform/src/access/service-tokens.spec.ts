import { decodeProtectedHeader, SignJWT } from 'jose';
import { randomBytes } from 'node:crypto';
import { parseKeyList } from '../secrets/key-list';
import { ServiceTokenError, ServiceTokens } from './service-tokens';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const keys = key('k1');

describe('a service token', () => {
  const core = new ServiceTokens(keys, 'loyalty-core');
  const sync = new ServiceTokens(keys, 'ecomail-sync');
  const tokenOf = async (tokens: ServiceTokens, audience: string) =>
    (await tokens.headersFor(audience)).authorization;
  const forged = (claims: Record<string, unknown>, kid = 'k1', alg = 'HS256') => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ iss: 'ecomail-sync', aud: 'loyalty-core', iat: now, exp: now + 60, ...claims })
      .setProtectedHeader({ alg, kid })
      .sign(parseKeyList(keys).get('k1') ?? Buffer.alloc(32))
      .then((token) => `Bearer ${token}`);
  };
  const now = Math.floor(Date.now() / 1000);

  it('proves the calling service to the one it was made for', async () => {
    expect(await core.callerOf(await tokenOf(sync, 'loyalty-core'))).toEqual({ service: 'ecomail-sync' });
  });

  it('counts nowhere else, which is said', async () => {
    await expect(sync.callerOf(await tokenOf(sync, 'loyalty-core'))).rejects.toMatchObject({
      refusal: 'elsewhere',
      message: expect.stringContaining('is ecomail-sync') as string,
    });
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
    ['expired', { iat: now - 70, exp: now - 10 }, 'expired', 'sign a new one'],
    ['older than an hour', { iat: now - 3700, exp: now + 600 }, 'expired', 'sign a new one'],
    ['from the future', { iat: now + 60, exp: now + 120 }, 'invalid', 'clocks'],
    ['without an issuer', { iss: '' }, 'invalid', '"iss"'],
  ])(
    'is refused when it is %s, though its key is right, in words that say what to do',
    async (_name, claims, refusal, word) => {
      await expect(core.callerOf(await forged(claims))).rejects.toMatchObject({
        refusal,
        message: expect.stringContaining(word) as string,
      });
    },
  );

  it('for a person counts as long as asked for, an hour at most', async () => {
    const lifeOf = async (seconds: number) => {
      const [, claims = ''] = (await core.sign('loyalty-core', seconds)).split('.');
      const { iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, number>;
      return (exp ?? 0) - (iat ?? 0);
    };
    expect([await lifeOf(900), await lifeOf(86_400)]).toEqual([900, 3600]);
    expect(await core.callerOf(`Bearer ${await core.sign('loyalty-core', 900)}`)).toEqual({
      service: 'loyalty-core',
    });
  });

  it.each([
    { id: 'p-4711', role: 'merchant', shops: ['demo', 'other'] },
    { id: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b10', role: 'operator', shops: [] },
  ] as const)('names the person in whose name a service calls, with role and shops: %j', async (actor) => {
    const { authorization } = await sync.headersFor('loyalty-core', actor);
    expect(await core.callerOf(authorization)).toEqual({ service: 'ecomail-sync', actor });
    expect(await core.callerOf(await tokenOf(sync, 'loyalty-core'))).toEqual({ service: 'ecomail-sync' });
  });

  it('serves many calls in the name of one person for a while, and never another person, shop or service', async () => {
    jest.useFakeTimers({ now: Date.now(), doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    try {
      const jana = { id: 'jana', role: 'merchant', shops: ['demo'] } as const;
      const ways = [
        ['loyalty-core', jana],
        ['loyalty-core', { ...jana, shops: ['other'] }],
        ['loyalty-core', { ...jana, id: 'petr' }],
        ['webhook-gateway', jana],
      ] as const;
      const tokens = () => Promise.all(ways.map(([audience, actor]) => sync.headersFor(audience, actor)));
      const first = await tokens();
      jest.advanceTimersByTime(19_000);
      expect(await tokens()).toEqual(first);
      expect(new Set(first.map(({ authorization }) => authorization)).size).toBe(ways.length);
      jest.advanceTimersByTime(2_000);
      const later = await tokens();
      expect(later.filter(({ authorization }, at) => authorization === first[at]?.authorization)).toEqual([]);
      jest.advanceTimersByTime(39_000);
      expect(await core.callerOf(later[0]?.authorization)).toEqual({ service: 'ecomail-sync', actor: jana });
    } finally {
      jest.useRealTimers();
    }
  });

  it.each([
    ['a role without a person', { role: 'operator' }, '"sub"'],
    ['an e-mail address as the person', { sub: 'jana@shop.test', role: 'operator' }, '"sub"'],
    ['a person without a role', { sub: 'jana' }, 'role'],
    ['an invented role', { sub: 'jana', role: 'owner' }, 'role'],
    ['a merchant without a shop', { sub: 'jana', role: 'merchant', shops: [] }, 'shops'],
    ['a merchant of what is no shop', { sub: 'jana', role: 'merchant', shops: ['demo', 7] }, 'shops'],
    ['an operator of one shop', { sub: 'jana', role: 'operator', shops: ['demo'] }, 'shops'],
    ['shops of nobody', { shops: ['demo'] }, '"sub"'],
  ])('is refused with half an actor, %s, instead of counting as a service', async (_name, claims, word) => {
    await expect(core.callerOf(await forged(claims))).rejects.toMatchObject({
      refusal: 'invalid',
      message: expect.stringContaining(word) as string,
    });
  });

  it('is signed with the first key; every other one of the list is accepted too', async () => {
    const next = new ServiceTokens(`${key('k2')},${keys}`, 'loyalty-core');
    const { authorization } = await next.headersFor('ecomail-sync');
    expect(decodeProtectedHeader(authorization.slice('Bearer '.length)).kid).toBe('k2');
    expect(await next.callerOf(await tokenOf(sync, 'loyalty-core'))).toEqual({ service: 'ecomail-sync' });
  });

  it('is refused under an unknown key or another algorithm', async () => {
    await expect(core.callerOf(await forged({}, 'k2'))).rejects.toMatchObject({
      refusal: 'invalid',
      message: expect.stringContaining('SERVICE_TOKEN_KEYS') as string,
    });
    await expect(core.callerOf(await forged({}, 'k1', 'HS384'))).rejects.toThrow(ServiceTokenError);
    expect(await core.callerOf(await forged({}))).toEqual({ service: 'ecomail-sync' });
  });

  it('stays valid through every step of a rotation', async () => {
    const next = key('k2');
    const steps = [keys, `${keys},${next}`, `${next},${keys}`, next];
    for (const [index, step] of steps.entries()) {
      for (const other of steps.slice(Math.max(0, index - 1), index + 2)) {
        const caller = new ServiceTokens(step, 'ecomail-sync');
        const token = await tokenOf(caller, 'loyalty-core');
        expect(await new ServiceTokens(other, 'loyalty-core').callerOf(token)).toEqual({
          service: 'ecomail-sync',
        });
      }
    }
  });
});
