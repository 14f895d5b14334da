import { ContactsInFlight } from './contacts-in-flight';

const contact = (customer_id: string, email: string, stored_email: string | null = null) => ({
  customer_id,
  email,
  stored_email,
});
const ids = (contacts: readonly { customer_id: string }[]) => contacts.map(({ customer_id }) => customer_id);

it('a contact is in one write at a time, and so is an address, also one that it had', () => {
  const inFlight = new ContactsInFlight();
  const moved = contact('1', 'new@shop.test', 'old@shop.test');
  expect(ids(inFlight.begin([moved, contact('2', 'two@shop.test')]))).toEqual(['1', '2']);
  const others = [moved, contact('3', 'OLD@shop.test'), contact('4', 'four@shop.test')];
  expect(ids(inFlight.begin(others))).toEqual(['4']);
  inFlight.end([moved]);
  expect(ids(inFlight.begin([moved]))).toEqual(['1']);
  expect(ids(inFlight.begin(others))).toEqual([]);
  expect(inFlight.ids).toEqual(['2', '4', '1']);
});
