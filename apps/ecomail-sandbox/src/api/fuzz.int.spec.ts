import * as fc from 'fast-check';
import { TestSandbox } from '../sandbox.fixture';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await TestSandbox.start();
  await sandbox.reset();
});
afterAll(() => sandbox.close());

/** Bodies that look like real ones as well as any JSON at all. */
const likely = fc.record(
  {
    email: fc.oneof(fc.constant('technical@shop.test'), fc.emailAddress(), fc.jsonValue()),
    subscriber_data: fc.oneof(fc.jsonValue(), fc.array(contact(), { maxLength: 3 }), contact()),
    event: fc.oneof(
      fc.jsonValue(),
      fc.record({ email: fc.constant('technical@shop.test'), value: fc.jsonValue(), label: fc.jsonValue() }),
    ),
    name: fc.jsonValue(),
    update_existing: fc.jsonValue(),
    resubscribe: fc.boolean(),
  },
  { requiredKeys: [] },
);

function contact() {
  return fc.record(
    {
      email: fc.oneof(fc.constant('technical@shop.test'), fc.emailAddress(), fc.jsonValue()),
      status: fc.oneof(fc.integer({ min: 0, max: 7 }), fc.jsonValue()),
      name: fc.jsonValue(),
      tags: fc.jsonValue(),
      groups: fc.jsonValue(),
      custom_fields: fc.oneof(
        fc.jsonValue(),
        fc.dictionary(fc.oneof(fc.constant('__proto__'), fc.string()), fc.jsonValue()),
      ),
    },
    { requiredKeys: [] },
  );
}

const body = fc.oneof(likely, fc.jsonValue());
const neverFails = (ask: (sent: unknown) => Promise<{ readonly status: number }>) =>
  fc.assert(
    fc.asyncProperty(body, async (sent) => {
      expect((await ask(sent)).status).toBeLessThan(500);
    }),
    { numRuns: 40 },
  );

it.each([
  ['POST', '/lists'],
  ['PUT', '/lists/1'],
  ['POST', '/lists/1/subscribe'],
  ['POST', '/lists/1/subscribe-bulk'],
  ['PUT', '/lists/1/update-subscriber'],
  ['PUT', '/lists/1/update-subscriber-bulk'],
  ['DELETE', '/lists/1/unsubscribe'],
  ['POST', '/tracker/events'],
  ['POST', '/pipelines/11/trigger'],
])('no body makes the API fail: %s %s', (method, path) =>
  neverFails((sent) => sandbox.api(method, path, sent)),
);

it.each([
  ['POST', 'lists'],
  ['PATCH', 'lists/1'],
  ['POST', 'lists/1/visitor/subscribe'],
  ['POST', 'lists/1/merchant/unsubscribe'],
  ['POST', 'lists/1/merchant/bulk-unsubscribe'],
  ['PUT', 'lists/1/contacts/technical%40shop.test/fields'],
  ['PATCH', 'switches'],
  ['POST', 'faults'],
  ['POST', 'accounts'],
  ['POST', 'clock'],
])('no body makes the control API fail: %s %s', (method, path) =>
  neverFails((sent) => sandbox.control(method, path, sent)),
);

it('no path makes anything fail', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(
        '/lists/',
        '/subscribers/',
        '/lists/1/subscriber/',
        '/_sandbox/ui/contacts/',
        '/_sandbox/',
      ),
      fc.string(),
      async (start, rest) => {
        const path = start + encodeURI(rest).replace(/[#?]/g, '');
        expect((await sandbox.api('GET', path)).status).toBeLessThan(500);
      },
    ),
    { numRuns: 100 },
  ));

it('a path that is no text is refused, also beside a fault that looks for text', async () => {
  await sandbox.control('POST', 'faults', { action: '500', containing: 'x-y-z' });
  expect((await sandbox.api('GET', '/subscribers/%E0%A4%A')).status).toBe(400);
});
