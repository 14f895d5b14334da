import { DocumentedAnswers } from '@ellity/testing';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { anEmail, CoreStage } from '../loyalty-core.fixture';
import type { PersonFileView } from './person-file.response';

describe('the file about a customer', () => {
  let core: CoreStage;
  let shop: string;
  let silent: Server;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    // Takes every call and answers none, as a service does that hangs.
    silent = createServer((socket) => sockets.add(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const others = [
      { service: 'ecomail-sync', url: `http://127.0.0.1:${port}` },
      { service: 'webhook-gateway', url: 'http://127.0.0.1:9' },
    ];
    core = await CoreStage.create({ others });
    shop = await core.aShop({ newsletterReward: '50.00', rewardedSignUps: 'any' });
  });
  afterAll(async () => {
    await core?.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  const fileOf = (customer: string, query = '', of = shop) =>
    core.http('GET', `shops/${of}/customers/${customer}/file${query}`);

  it('holds all that loyalty-core has: profile, consent, rewards, ledger, lots; of the PIN only that there is one', async () => {
    const email = anEmail();
    const person = { firstName: 'Zdislava', lastName: 'Přemyslovská', phone: '+420601998877', group: 'VIP' };
    const customer = await core.aCustomer(shop, { email, ...person, marketingConsent: 'granted' });
    await core.award(shop, customer, '70.00', { reference: 'order-4711' });
    const { status, body } = await fileOf(customer, '?partial=true');
    expect(status).toBe(200);
    const { services } = body as unknown as PersonFileView;
    expect(services['loyalty-core']).toMatchObject({
      addresses: [email],
      parts: {
        profile: [{ email, ...person, hasPin: false, balance: '120.00' }],
        consents: [{ consent: 'granted' }],
        ledger: expect.arrayContaining([
          expect.objectContaining({ amount: '70.00', reference: 'order-4711' }),
        ]) as unknown,
        lots: [{ remaining: '50.00' }, { remaining: '70.00' }],
        rewards: [{ reward: 'newsletter', amount: '50.00' }],
      },
      leftOut: expect.arrayContaining([
        expect.objectContaining({ what: 'keyed hashes of addresses' }),
      ]) as unknown,
    });
    const anonymous = await core.aCustomer(shop, { registered: false });
    await core.http('POST', `shops/${shop}/customers/${anonymous}/pin`);
    const [{ pin } = { pin: '' }] = await core.rows<{ pin: string }>(
      'select pin from customers where id = $1',
      [anonymous],
    );
    const withPin = (await fileOf(anonymous, '?partial=true')).body as unknown as PersonFileView;
    expect(withPin.services['loyalty-core']?.parts['profile']).toMatchObject([{ hasPin: true }]);
    expect(JSON.stringify(withPin)).not.toContain(pin);
    const documented = await DocumentedAnswers.of(core.service.url);
    const route = 'GET /shops/{shopId}/customers/{customerId}/file';
    expect(documented.problems(route, { status, body })).toEqual([]);
  });

  it('is refused while a service is away or silent, which is named; what there is can be had by asking for it', async () => {
    const customer = await core.aCustomer(shop);
    const refused = await fileOf(customer);
    expect(refused).toMatchObject({ status: 503, body: { code: 'file-incomplete' } });
    expect(refused.body['detail']).toMatch(/ecomail-sync and webhook-gateway: ask again/);
    expect((await fileOf(customer, '?partial=true')).body['missing']).toEqual([
      { service: 'ecomail-sync', problem: 'no-answer' },
      { service: 'webhook-gateway', problem: 'no-answer' },
    ]);
    expect((await fileOf(customer, '?partial=perhaps')).status).toBe(400);
  });

  it('of a customer of another shop, of nobody, and of somebody who was erased is unknown', async () => {
    const customer = await core.aCustomer(shop);
    const other = await core.aShop();
    expect((await fileOf(customer, '?partial=true', other)).status).toBe(404);
    expect((await fileOf('nobody', '?partial=true')).status).toBe(404);
    await core.http('POST', `shops/${shop}/customers/${customer}/erasure`);
    expect((await fileOf(customer, '?partial=true')).status).toBe(404);
  });
});
