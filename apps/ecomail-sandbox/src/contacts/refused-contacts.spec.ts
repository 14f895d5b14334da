import type { ContactProblem } from './field-values';
import { bulkRefusal, contactRefusal, missingContact } from './refused-contacts';

const bad: ContactProblem = { field: 'email', code: 'email_invalid', message: 'Invalid email address' };

describe('refused contacts (sections 4.4 and 9)', () => {
  const refused = new Map([[1, [bad]]]);
  const contacts = [{ email: 'a@shop.cz' }, { name: 'Foo', email: 'foo@' }];

  it('names the place of the contact in the newer form', () => {
    expect(bulkRefusal(refused, contacts, 'by-index')).toMatchObject({
      status: 422,
      body: { errors: { 'subscriber_data.1': { email: ['Invalid email address'] } } },
    });
  });

  it('names place and field in one key when switched so', () => {
    expect(bulkRefusal(refused, contacts, 'by-path').body).toEqual({
      errors: { 'subscriber_data.1.email': ['Invalid email address'] },
    });
  });

  it('gives a code and the contact in the old form', () => {
    expect(bulkRefusal(refused, contacts, 'single').body).toEqual({
      errors: { email: ['email_invalid'] },
      data: { name: 'Foo', email: 'foo@' },
    });
  });

  it('a missing address is email_required in every form (section 4.5)', () => {
    const missing = [{ ...bad, code: 'email_required' }];
    for (const form of ['errors-map', 'errors-array', 'message'] as const) {
      expect(contactRefusal(missing, form).body).toEqual({ errors: { email: ['email_required'] } });
    }
  });

  it('a contact that is not there is told in each form on record (section 4.7)', () => {
    expect(missingContact('404', 'a@b.cz')).toMatchObject({
      status: 404,
      body: { errors: ['Subscriber with email a@b.cz was not found in the list'] },
    });
    expect(missingContact('200', 'a@b.cz').status).toBe(200);
    expect(missingContact('404-message', 'a@b.cz').body).toEqual({ message: 'Subscriber not found' });
  });
});
