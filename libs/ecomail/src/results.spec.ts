import { UnexpectedAnswerError } from './errors';
import { bulkUpdateOf, eventOf, globalContactOf, listDetailOf, memberOf, pageOf } from './results';

const bulkOf = (...emails: string[]) => ({ emails, isBulk: true });

describe('results have one form for what Ecomail answers in several', () => {
  it('ids are texts, statuses numbers, whatever came (sections 4.1 and 10.9)', () => {
    expect(
      memberOf({ id: 4, list_id: '1', email: 'a@b.cz', status: '2', custom_fields: { a: 1 } }),
    ).toMatchObject({ id: '4', list_id: '1', status: 2 });
  });

  it('empty custom_fields may be an array or missing (section 4.7)', () => {
    for (const custom_fields of [[], undefined, {}])
      expect(memberOf({ id: 1, status: 1, custom_fields }).custom_fields).toEqual({});
  });

  it('the reliable of two times is taken, and an empty one is null (section 10.1)', () => {
    const row = { id: 1, status: 2, unsubscribed_at: '2026-01-20T09:00:00.000000Z' };
    expect(memberOf({ ...row, unsubscribed_at_utc: '2026-01-20T10:00:00.000000Z' }).unsubscribedAtUtc).toBe(
      '2026-01-20T10:00:00.000000Z',
    );
    expect(memberOf({ ...row, unsubscribed_at_utc: '' }).unsubscribedAtUtc).toBeNull();
  });

  it('the row of a page has its id inside (section 4.7)', () => {
    expect(
      memberOf({ list_id: 1, email: 'a@b.cz', status: 1, subscriber: { id: 9, tags: ['x'] } }),
    ).toMatchObject({ id: '9', tags: ['x'] });
  });

  it('the account-wide contact may be wrapped or not, and its fields may be JSON in a text', () => {
    const contact = { id: 1, email: 'a@b.cz', lists: { 42: { status: 1, c_fields: '{"tier":"gold"}' } } };
    for (const body of [contact, { subscriber: contact }]) {
      expect(globalContactOf(body).lists.get('42')).toMatchObject({
        list_id: '42',
        status: 1,
        custom_fields: { tier: 'gold' },
      });
    }
  });

  it('a list without fields, settings or counters is still a list (section 2)', () => {
    expect(listDetailOf({ list: { id: '1', name: 'Loyalty', custom_fields: [] } })).toMatchObject({
      id: '1',
      webhookUrl: null,
      created: null,
      counters: { subscribed: 0 },
    });
  });

  it('counts may be texts (section 9)', () => {
    expect(pageOf({ current_page: 1, per_page: '20', total: '45', data: [{}] }, (row) => row)).toMatchObject({
      perPage: 20,
      total: 45,
      rows: [{}],
    });
    expect(bulkUpdateOf({ updates: '2' }, bulkOf())).toEqual({ updates: 2, refused: [] });
  });

  it('a success that names contacts it passed over tells of them (section 4.6)', () => {
    const body = { updates: 1, errors: { 'subscriber_data.1': { email: ['not found'] } } };
    expect(bulkUpdateOf(body, bulkOf('a@b.cz', 'c@d.cz'))).toEqual({
      updates: 1,
      refused: [{ index: 1, field: 'email', isOfContact: true, messages: ['not found'] }],
    });
  });

  it.each([null, [], 'text', {}, { updates: 'many' }])(
    'something else than an answer is refused: %j',
    (body) => {
      expect(() => bulkUpdateOf(body, bulkOf())).toThrow(UnexpectedAnswerError);
      expect(() => eventOf(body)).toThrow(UnexpectedAnswerError);
    },
  );
});
