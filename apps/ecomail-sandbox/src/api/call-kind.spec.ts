import { callKindOf } from './call-kind';

describe('calls by method and path', () => {
  it.each([
    ['GET', '/lists', 'list-lists'],
    ['POST', '/lists/1/subscribe', 'subscribe'],
    ['POST', '/lists/1/subscribe-bulk', 'subscribe-bulk'],
    ['DELETE', '/lists/1/unsubscribe', 'unsubscribe'],
    ['GET', '/lists/42/subscriber/jan%40novak.cz', 'get-subscriber'],
    ['GET', '/subscribers/jan%40novak.cz/events', 'subscriber-events'],
    ['DELETE', '/subscribers/jan%40novak.cz/delete', 'delete-subscriber'],
    ['POST', '/pipelines/11/trigger/', 'trigger-pipeline'],
  ] as const)('%s %s is %s', (method, path, kind) => {
    expect(callKindOf(method, path)).toBe(kind);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/_sandbox/lists'],
    ['POST', '/lists/1'],
    ['GET', '/lists/1/custom-fields'],
  ])('%s %s is no call of the API', (method, path) => {
    expect(callKindOf(method, path)).toBeUndefined();
  });
});
