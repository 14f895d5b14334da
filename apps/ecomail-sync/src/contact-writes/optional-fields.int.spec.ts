import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, aProfile } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({ ecomailUrl: sandbox.url });
  await stage.activate(sandbox);
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

it('a link that is no web address and a phone that Ecomail refuses are left out alone; the credit arrives', async () => {
  const [link, phone] = [randomUUID(), randomUUID()];
  await sandbox.fault({
    action: 'refuse',
    containing: '+420000',
    errors: { 'subscriber_data.0': { phone: ['is not a phone number'] } },
    rate: 1,
  });
  for (const [customerId, over] of [
    [link, { referralLink: 'shop.test/?ref=A' }],
    [phone, { phone: '+420000' }],
  ] as const) {
    const events = [
      aProfile({ customerId }, { email: `${customerId}@shop.test`, ...over }),
      aCredit({ customerId }, '5.00', '5.00', { announce: false }),
    ];
    await stage.publish(...events);
    await eventually(async () =>
      expect(await stage.contact(customerId)).toMatchObject({
        rejectedReason: null,
        balance: '5.00',
        dirtySince: null,
        isKnown: true,
      }),
    );
  }
  const members = await sandbox.members();
  expect(members.map(({ fields }) => fields['ellity_credit'])).toEqual(['5,00', '5,00']);
  expect(await stage.contact(link)).toMatchObject({
    leftOut: { ellity_referral_link: 'must be a web address with http:// or https://' },
  });
  expect(await stage.contact(phone)).toMatchObject({ leftOut: { phone: 'phone: is not a phone number' } });
});
