import { messagingRegister } from '@ellity/messaging';
import { mergedRegisters, requestKeysRegister } from '@ellity/platform';
import { runsRegister } from '@ellity/runs';
import { DocumentedAnswers, registerProblems } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { type Answer, anEmail, CoreStage } from './loyalty-core.fixture';
import { dataRegister } from './personal-data';
import { sealedColumns } from './sealed-columns';

describe('loyalty-core', () => {
  let core: CoreStage;

  beforeAll(async () => {
    core = await CoreStage.create();
  });
  afterAll(() => core?.close());

  it('names every column that may hold something about a person, or says that it cannot', async () => {
    const register = mergedRegisters(dataRegister, messagingRegister, requestKeysRegister, runsRegister);
    expect(await registerProblems(core.config.database.url, register, sealedColumns)).toEqual([]);
  });

  it('shows an example of whatever is sent and answered, which its own schema takes', async () => {
    expect((await DocumentedAnswers.of(core.service.url)).exampleProblems()).toEqual([]);
  });

  it('answers as its document says', async () => {
    const document = await DocumentedAnswers.of(core.service.url);
    const shop = await core.aShop({ newsletterReward: '50.00', expiryDays: 30 });
    const email = anEmail();
    const customers = `shops/${shop}/customers`;
    const customer = await core.aCustomer(shop, { email, marketingConsent: 'granted' });
    const anonymous = await core.aCustomer(shop, { registered: false });
    const one = `${customers}/${customer}`;
    const of = '/shops/{shopId}/customers';
    const answers: readonly (readonly [string, Answer])[] = [
      ['GET /shops', await core.http('GET', 'shops?limit=1')],
      ['POST /shops', await core.http('POST', 'shops', { id: shop, name: 'Again' })],
      ['GET /shops/{shopId}', await core.http('GET', `shops/${shop}`)],
      ['GET /shops/{shopId}', await core.http('GET', 'shops/nowhere')],
      ['PATCH /shops/{shopId}', await core.http('PATCH', `shops/${shop}`, { name: 'Renamed' })],
      ['GET /shops/{shopId}/reconciliation', await core.http('GET', `shops/${shop}/reconciliation`)],
      [`POST ${of}`, await core.http('POST', customers, { email, registered: true })],
      [`POST ${of}`, await core.http('POST', customers, { email: 'nobody', registered: true })],
      [`GET ${of}`, await core.http('GET', `${customers}?email=${email}`)],
      [`GET ${of}/{customerId}`, await core.http('GET', one)],
      [`GET ${of}/{customerId}/entries`, await core.http('GET', `${one}/entries`)],
      [`PUT ${of}/{customerId}/email`, await core.http('PUT', `${one}/email`, { email: anEmail() })],
      [`POST ${of}/{customerId}/awards`, await core.award(shop, customer, '10.00')],
      [`POST ${of}/{customerId}/spends`, await core.spend(shop, customer, '1.00')],
      [`POST ${of}/{customerId}/spends`, await core.spend(shop, customer, '999.00', uuidv7())],
    ];
    const problems = answers.flatMap(([route, answer]) => document.problems(route, answer));
    expect([...document.gaps(), ...problems]).toEqual([]);
    expect((await core.http('POST', `${customers}/${anonymous}/pin`)).status).toBe(204);
  });
});
