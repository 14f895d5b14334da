import { complaintsOf, hasErrors, rejectionsOf, saysAll, textOfComplaints } from './error-body';

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
    { errors: ['The subscriber_data.1.email must be a valid email address.'] },
    { errors: { subscriber_data: ['subscriber_data.1.email is invalid'] } },
    { errors: { 'Foo@': { email: ['Invalid'] } } },
  ])('is told by a place in a text, or by its address as a key: %j', (body) => {
    expect(rejectionsOf(body, sent)).toMatchObject([{ index: 1, field: 'email', isOfContact: true }]);
  });

  it('is told for each text of an array, of which some name nobody', () => {
    const errors = ['subscriber_data.0.email is bad', 'The list is locked', 'subscriber_data.2 is bad'];
    expect(rejectionsOf({ errors }, sent)).toEqual([
      { index: 0, field: 'email', isOfContact: true, messages: [errors[0]] },
      { index: null, field: null, isOfContact: false, messages: [errors[1]] },
      { index: 2, field: null, isOfContact: true, messages: [errors[2]] },
    ]);
  });

  it.each(['E-mail is not valid', 'Invalid email address', 'Neplatná e-mailová adresa'])(
    'is some contact where the words are about an address: %s',
    (text) => {
      expect(rejectionsOf({ errors: [text] }, bulkOf('foo@'))).toMatchObject([
        { index: 0, isOfContact: true },
      ]);
      expect(rejectionsOf({ errors: [text] }, sent)).toMatchObject([{ index: null, isOfContact: true }]);
    },
  );

  it.each(['Sender e-mail is not valid', 'The account has no valid e-mail'])(
    'is none where the address is not a contact’s: %s',
    (text) => {
      expect(rejectionsOf({ errors: [text] }, bulkOf('foo@'))).toMatchObject([{ isOfContact: false }]);
    },
  );

  it.each([
    ['Account must be marketer+ tariff', true],
    ['The list is locked', true],
    ['The limit of contacts is reached', true],
    ['list_id: The selected list id is invalid.', true],
    ['Překročen limit kontaktů', true],
    ['custom_fields: ellity_pin does not exist in this list', true],
    ['The address is blocked', false],
    ['Name is too long', false],
    ['Not accepted', false],
  ])('or all alike, clearly or not: %s', (words, isClear) => {
    expect(saysAll(words)).toBe(isClear);
  });

  it.each([
    { errors: 'Account must be marketer+ tariff' },
    { errors: ['The list is locked'] },
    { message: 'The limit of contacts is reached' },
    { errors: { list_id: ['is locked'] } },
    { errors: { custom_fields: ['ellity_pin does not exist in this list'] } },
    { errors: { subscriber_data: ['The subscriber data may not have more than 100 items.'] } },
  ])('is none when nothing of a contact is complained about: %j', (body) => {
    for (const one of [sent, bulkOf('foo@')])
      expect(rejectionsOf(body, one)).toMatchObject([{ index: null, isOfContact: false }]);
  });
});
