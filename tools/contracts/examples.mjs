import { compose } from '../../libs/contracts/dist/index.js';

const time = '2026-11-23T08:15:30.123Z';

/** A complete message, the same at every call: what the documents show and the tests check. */
export function exampleOf(contract) {
  const isNamedByAddress = contract.customer === 'subject-or-email' && 'email' in contract.example;
  const hasSubject = contract.customer !== 'none' && !isNamedByAddress;
  return compose(contract.dataClass, contract.example, {
    id: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b00',
    source: contract.publishers[0],
    shopId: 'demo',
    time,
    ...(hasSubject ? { subject: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01' } : {}),
    ...(contract.sequenced ? { sequence: `${Date.parse(time)}000` } : {}),
  });
}
