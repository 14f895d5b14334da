import { signUpReportFrom } from './sign-up-report';

const read = (value: unknown) => signUpReportFrom(Buffer.from(JSON.stringify(value)));
const data = { email: ' Jana@Shop.test ', list_id: 7 };

it.each([
  ['contact.subscribed', 'subscribed'],
  ['contact.unsubscribed', 'unsubscribed'],
])('reads %s, with the address by the rule of all endpoints', (type, status) => {
  expect(read({ type, data })).toEqual({ report: { email: 'Jana@Shop.test', status, listId: 7 } });
});

it.each([
  ['body-not-json', '{"half":'],
  ['body-not-json', new Uint8Array([0xff, 0xfe])],
  ['data-missing', '[]'],
  ['data-missing', '{"type":"contact.subscribed","data":null}'],
  ['type-unknown', JSON.stringify({ type: 'constructor', data })],
  ['email-invalid', JSON.stringify({ type: 'contact.subscribed', data: { ...data, email: 'x' } })],
  ['list-id-invalid', JSON.stringify({ type: 'contact.subscribed', data: { ...data, list_id: '7' } })],
  ['list-id-invalid', JSON.stringify({ type: 'contact.subscribed', data: { ...data, list_id: -1 } })],
])('says %s of what cannot be used, and never throws', (unusable, body) => {
  expect(signUpReportFrom(Buffer.from(body as string))).toEqual({ unusable });
});
