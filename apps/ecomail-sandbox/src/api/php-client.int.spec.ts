import { TestSandbox } from '../sandbox.fixture';

/**
 * Requests as the official PHP client forms them (docs/ecomail.md, source "vendor": `src/Ecomail.php`): a question mark
 * behind every path, addresses written into it as they are, a JSON content type on everything, and on a DELETE without
 * data the body `[]`. It reads an answer as JSON only where the content type is `application/json` and nothing more.
 */
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await TestSandbox.start();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

async function send(method: string, path: string, data?: object, query = ''): Promise<unknown> {
  const body = method === 'GET' ? undefined : JSON.stringify(data ?? []);
  const headers = { key: 'sandbox-key', 'content-type': 'application/json' };
  const {
    status,
    body: answer,
    headers: answered,
  } = await sandbox.ask(method, `/${path}?${query}`, body, headers);
  const read = answered.get('content-type') === 'application/json' ? answer : JSON.stringify(answer);
  return status < 200 || status > 299 ? { error: status, message: read } : read;
}

const list = (path = '') => `lists/${sandbox.listId}${path}`;
const email = 'jana+php@shop.test';
const aSubscriber = { subscriber_data: { email, name: 'Jana' }, trigger_autoresponders: false };

it('lists are read, made and changed', async () => {
  expect(await send('GET', 'lists')).toEqual([expect.objectContaining({ name: 'Loyalty' })]);
  const form = { name: 'New', from_name: 'Shop', from_email: 'news@shop.test', reply_to: 'help@shop.test' };
  const made = (await send('POST', 'lists', form)) as { id: number };
  expect(made.id).toEqual(expect.any(Number));
  expect(await send('PUT', `lists/${made.id}`, { name: 'Renamed' })).not.toHaveProperty('error');
  expect(await send('GET', `lists/${made.id}`)).toMatchObject({ list: { name: 'Renamed' } });
});

it('a contact is added, changed, found, taken from the list and deleted', async () => {
  expect(await send('POST', list('/subscribe'), aSubscriber)).toMatchObject({ email });
  const change = { email, subscriber_data: { name: 'Eva' } };
  expect(await send('PUT', list('/update-subscriber'), change)).not.toHaveProperty('error');
  expect(await send('GET', list(`/subscriber/${email}`))).toMatchObject({
    subscriber: { email, name: 'Eva' },
  });
  expect(await send('GET', `subscribers/${email}`)).toMatchObject({ subscriber: { email } });
  expect(await send('DELETE', list('/unsubscribe'), { email })).toMatchObject({ email, status: 2 });
  expect(await send('DELETE', `subscribers/${email}/delete`)).not.toHaveProperty('error');
  expect(await send('GET', `subscribers/${email}`)).toMatchObject({ error: 404 });
});

it('many contacts are added at once, and read in pages', async () => {
  const contacts = Array.from({ length: 30 }, (_, index) => ({ email: `c${index}@shop.test` }));
  expect(await send('POST', list('/subscribe-bulk'), { subscriber_data: contacts })).not.toHaveProperty(
    'error',
  );
  expect(await send('GET', list('/subscribers'), undefined, 'page=2')).toMatchObject({ current_page: 2 });
});

it('an event is told, and an automation started', async () => {
  await send('POST', list('/subscribe'), aSubscriber);
  const event = { email, category: 'ellity', action: 'change', label: 'credit', property: 'p1', value: '{}' };
  expect(await send('POST', 'tracker/events', { event })).not.toHaveProperty('error');
  const pipelines = (await send('GET', 'pipelines')) as { id: number; list_id: number }[];
  const pipeline = pipelines.find(({ list_id: id }) => id === sandbox.listId);
  expect(await send('POST', `pipelines/${pipeline?.id}/trigger`, { email })).toEqual({ email });
});

it('a refusal is JSON that the client reads', async () => {
  expect(await send('GET', 'lists/999')).toEqual({ error: 404, message: expect.any(Object) as object });
  expect(await send('POST', list('/subscribe'), { subscriber_data: { email: 'no address' } })).toEqual({
    error: 422,
    message: expect.any(Object) as object,
  });
});
