import * as fc from 'fast-check';
import { listNoticeFrom } from './list-notice';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const payload = { email: 'some@email.cz', status: 'UNSUBSCRIBED', listId: 1, campaignId: null };

describe('a list notice', () => {
  it('is read from the documented body', () => {
    expect(listNoticeFrom(bytes({ payload }))).toEqual({
      notice: { email: 'some@email.cz', status: 'unsubscribed', listId: 1, campaignId: null },
    });
  });

  it('may carry its numbers as text and a campaign', () => {
    const body = bytes({ payload: { ...payload, status: 'SUBSCRIBED', listId: '12', campaignId: '7' } });
    expect(listNoticeFrom(body)).toEqual({
      notice: { email: 'some@email.cz', status: 'subscribed', listId: 12, campaignId: 7 },
    });
  });

  it('keeps its address as written, without surrounding blanks', () => {
    expect(listNoticeFrom(bytes({ payload: { ...payload, email: ' Jana.Nova@Shop.test ' } }))).toMatchObject({
      notice: { email: 'Jana.Nova@Shop.test' },
    });
  });

  it('is not refused for fields that are not documented', () => {
    expect(listNoticeFrom(bytes({ payload: { ...payload, name: 'x' }, more: [] }))).toHaveProperty('notice');
  });

  it.each([
    ['body-empty', ''],
    ['body-not-json', 'payload[email]=some%40email.cz'],
    ['body-not-json', '{"payload":'],
    ['payload-missing', '[]'],
    ['payload-missing', 'null'],
    ['payload-missing', { email: 'some@email.cz' }],
    ['payload-missing', { payload: [payload] }],
    ['email-invalid', { payload: { ...payload, email: 'nobody' } }],
    ['email-invalid', { payload: { ...payload, email: 'jana\ud83d@shop.test' } }],
    ['email-invalid', { payload: { ...payload, email: 'ja\u200bna@shop.test' } }],
    ['email-invalid', { payload: { ...payload, email: ['some@email.cz'] } }],
    ['email-invalid', { payload: { ...payload, email: `${'x'.repeat(300)}@email.cz` } }],
    ['status-unknown', { payload: { ...payload, status: 'BOUNCED' } }],
    ['status-unknown', { payload: { ...payload, status: 'constructor' } }],
    ['list-id-invalid', { payload: { ...payload, listId: null } }],
    ['list-id-invalid', { payload: { ...payload, listId: 1.5 } }],
    ['list-id-invalid', { payload: { ...payload, listId: '0x1' } }],
  ])('says %s of an unusable body (%j)', (code, body) => {
    expect(listNoticeFrom(bytes(body))).toEqual({ unusable: code });
  });

  it('that is not UTF-8 is not read: with replacement characters its address would be another one', () => {
    const latin1 = Buffer.from(JSON.stringify({ payload: { ...payload, email: 'jiří@email.cz' } }), 'latin1');
    expect(listNoticeFrom(latin1)).toEqual({ unusable: 'body-not-json' });
  });

  it('is never an exception, whatever the bytes or the JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array(), fc.json().map(bytes), fc.record({ payload: fc.object() }).map(bytes)),
        (body) => {
          const reading = listNoticeFrom(body);
          return 'unusable' in reading ? reading.unusable.length > 0 : reading.notice.email.includes('@');
        },
      ),
    );
  });
});
