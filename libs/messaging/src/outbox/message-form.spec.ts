import { compose, CreditsExpiring } from '@ellity/contracts';
import { filledIn, messageFormOf } from './message-form';

describe('a form of many messages', () => {
  it('has a place for each value that a statement fills in, and keeps everything else as it is', () => {
    const data = {
      amount: filledIn.text(2),
      expiresOn: '100 % "sure"',
      leadDays: filledIn.json(12),
    };
    const about = { source: 'loyalty-core', shopId: 'demo', subject: filledIn.text(1), id: filledIn.text(3) };
    const { body } = messageFormOf(compose(CreditsExpiring, data, about));
    expect(body).toContain('"subject":"%1$s"');
    expect(body).toContain('"data":{"amount":"%2$s","expiresOn":"100 %% \\"sure\\"","leadDays":%12$s}');
  });
});
