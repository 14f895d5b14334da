import { complaintsOf, hasErrors, rejectionsOf, textOfComplaints } from './error-body';

describe('error bodies (section 9)', () => {
  it.each([
    [
      'a text',
      { errors: 'Feed can be refreshed just once per hour' },
      'Feed can be refreshed just once per hour',
    ],
    [
      'an array',
      { errors: ['Subscriber was not found in the list'] },
      'Subscriber was not found in the list',
    ],
    [
      'a map of arrays',
      { errors: { 'transaction.order_id': ['has already been taken.'] } },
      'transaction.order_id: has already been taken.',
    ],
    [
      'a map of maps',
      { errors: { 'subscriber_data.1': { email: ['Invalid'] } } },
      'subscriber_data.1.email: Invalid',
    ],
    ['a map of texts', { errors: { email: 'email_required' } }, 'email: email_required'],
    ['a message', { message: 'Wrong api key' }, 'Wrong api key'],
    [
      'errors before the message',
      { message: 'The given data was invalid.', errors: { name: ['required'] } },
      'name: required',
    ],
    ['an array of maps', { errors: [{ email: ['Invalid'] }] }, 'email: Invalid'],
  ])('are understood as %s', (_, body, text) => {
    expect(textOfComplaints(complaintsOf(body))).toBe(text);
    expect(hasErrors(body)).toBe(true);
  });

  it.each([
    {},
    { errors: [] },
    { errors: {} },
    { errors: '' },
    { errors: null },
    { id: 1, message: 'Hello', email: 'x' },
    [],
    'text',
    null,
  ])('are not seen where there is nothing wrong: %j', (body) => {
    expect(hasErrors(body)).toBe(false);
  });
});

describe('which contact was refused (section 4.4)', () => {
  const bulkOf = (...emails: string[]) => ({ emails, isBulk: true });
  const sent = bulkOf('a@shop.cz', 'foo@', 'c@shop.cz');

  it('is told by the place after the dot', () => {
    const body = {
      errors: {
        'subscriber_data.1': { email: ['Invalid email address'] },
        'subscriber_data.2': { name: ['too long'] },
      },
    };
    expect(rejectionsOf(body, sent)).toEqual([
      { index: 1, field: 'email', isOfContact: true, messages: ['Invalid email address'] },
      { index: 2, field: 'name', isOfContact: true, messages: ['too long'] },
    ]);
  });

  it('is told by a place and field in one key', () => {
    expect(rejectionsOf({ errors: { 'subscriber_data.2.custom_fields.points': ['bad'] } }, sent)).toEqual([
      { index: 2, field: 'custom_fields.points', isOfContact: true, messages: ['bad'] },
    ]);
  });

  it('is looked up by its address in the old form', () => {
    const body = { errors: { email: ['email_invalid'] }, data: { name: 'Foo', email: 'Foo@ ' } };
    expect(rejectionsOf(body, sent)).toEqual([
      { index: 1, field: 'email', isOfContact: true, messages: ['email_invalid'] },
    ]);
  });

  it('stays open when the address was sent twice or not at all', () => {
    const body = { errors: { email: ['email_invalid'] }, data: { email: 'foo@' } };
    expect(rejectionsOf(body, bulkOf('foo@', 'foo@'))).toMatchObject([{ index: null }]);
    expect(rejectionsOf({ errors: { email: ['email_invalid'] } }, sent)).toMatchObject([{ index: null }]);
  });

  it('is clear when only one was sent, and the complaint is about a field of it', () => {
    expect(rejectionsOf({ errors: { email: ['Invalid'] } }, bulkOf('foo@'))).toMatchObject([{ index: 0 }]);
    const single = { emails: ['foo@'], isBulk: false };
    expect(rejectionsOf({ errors: ['Invalid'] }, single)).toMatchObject([{ index: 0, field: null }]);
  });

  it.each([
    { errors: 'Account must be marketer+ tariff' },
    { errors: ['The list is locked'] },
    { message: 'The limit of contacts is reached' },
    { errors: { list_id: ['is locked'] } },
    { errors: { subscriber_data: ['The subscriber data may not have more than 100 items.'] } },
  ])('is none when nothing of a contact is complained about: %j', (body) => {
    for (const one of [sent, bulkOf('foo@')])
      expect(rejectionsOf(body, one)).toMatchObject([{ index: null, isOfContact: false }]);
  });
});
