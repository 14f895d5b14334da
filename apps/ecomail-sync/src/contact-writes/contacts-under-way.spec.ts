import { Shared } from '../kept';
import { ContactsUnderWay } from './contacts-under-way';

const contact = (customer_id: string, email: string, stored_email: string | null = null) => ({
  customer_id,
  email,
  stored_email,
});
const ids = (contacts: readonly { customer_id: string }[]) => contacts.map(({ customer_id }) => customer_id);

describe('contacts under way', () => {
  it('a contact is in one write at a time, and so is an address, also one that it had', () => {
    const underWay = new ContactsUnderWay();
    const moved = contact('1', 'new@shop.test', 'old@shop.test');
    expect(ids(underWay.beginWrites([moved, contact('2', 'two@shop.test')]))).toEqual(['1', '2']);
    const others = [moved, contact('3', 'OLD@shop.test'), contact('4', 'four@shop.test')];
    expect(ids(underWay.beginWrites(others))).toEqual(['4']);
    underWay.endWrites([moved], 'recorded');
    expect(ids(underWay.beginWrites([moved]))).toEqual(['1']);
    expect(ids(underWay.beginWrites(others))).toEqual([]);
    expect(underWay.written).toEqual(['2', '4', '1']);
  });

  it('a contact has one call at a time, and none while it is written', () => {
    const underWay = new ContactsUnderWay();
    const written = contact('w', 'w@shop.test');
    underWay.beginWrites([written]);
    expect(['a', 'a', 'b', 'w'].map((id) => underWay.beginCall(id))).toEqual([true, false, true, false]);
    underWay.endCall('a');
    underWay.endWrites([written], 'recorded');
    expect([underWay.beginCall('a'), underWay.beginCall('w')]).toEqual([true, true]);
    expect(underWay.called).toEqual(['b', 'a', 'w']);
  });

  it('a call keeps its contact from being written, also one that ended while it was read', () => {
    const underWay = new ContactsUnderWay();
    underWay.beginCall('busy');
    underWay.beginCall('ends');
    const reading = underWay.reading();
    underWay.endCall('ends');
    underWay.beginCall('begins');
    const areUntouched = ['busy', 'ends', 'begins', 'other'].map((id) => reading.isUntouched(id));
    expect(areUntouched).toEqual([false, false, false, true]);
    reading.close();
    expect(underWay.reading().isUntouched('ends')).toBe(true);
  });

  it('a write that was postponed is woken for when the call of its contact is over, once', () => {
    let woken = 0;
    const underWay = new ContactsUnderWay(() => (woken += 1));
    underWay.beginCall('busy');
    expect(underWay.postponeWrites(['busy'])).toBe(false);
    expect(underWay.postponeWrites(['busy', 'over'])).toBe(true);
    underWay.endCall('busy');
    underWay.beginCall('busy');
    underWay.endCall('busy');
    expect(woken).toBe(1);
  });

  it('whoever waits for room goes on when few enough are written still, whoever was recorded; not when one failed', async () => {
    const underWay = new ContactsUnderWay();
    const [large, failing, live, other] = ['l', 'f', 's', 'o'].map((id) => [contact(id, `${id}@shop.test`)]);
    for (const batch of [large, failing, live, other]) underWay.beginWrites(batch ?? []);
    const seen: string[] = [];
    const room = underWay.room(2, new Promise<void>(() => undefined)).then(() => seen.push('room'));
    for (const [batch = [], end] of [
      [failing, 'failed'],
      [live, 'recorded'],
    ] as const) {
      underWay.endWrites(batch, end);
      await new Promise(setImmediate);
      seen.push(end);
    }
    underWay.endWrites(other ?? [], 'recorded');
    await room;
    expect(seen).toEqual(['failed', 'recorded', 'room']);
  });

  it('whoever waits for room goes on when the own write is over, and fails with it', async () => {
    const underWay = new ContactsUnderWay();
    for (const id of ['a', 'b', 'c']) underWay.beginWrites([contact(id, `${id}@shop.test`)]);
    await expect(underWay.room(2, Promise.resolve())).resolves.toBeUndefined();
    await expect(underWay.room(2, Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });

  it('all pieces of work of a shop see the same, and nothing is left of 1,000 shops when the last is over', () => {
    const shops = new Shared(() => new ContactsUnderWay());
    for (let shop = 0; shop < 1_000; shop += 1) {
      const [writes, calls] = [shops.hold(`shop-${shop}`), shops.hold(`shop-${shop}`)];
      const one = contact('c', 'c@shop.test');
      writes.value.beginWrites([one]);
      expect(calls.value.beginCall('c')).toBe(false);
      writes.value.endWrites([one], 'recorded');
      writes.release();
      expect(calls.value.beginCall('c')).toBe(true);
      calls.value.endCall('c');
      expect(shops.size).toBe(1);
      calls.release();
    }
    expect(shops.size).toBe(0);
  });
});
