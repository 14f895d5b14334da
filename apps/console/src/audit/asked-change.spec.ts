import { auditedPath } from './asked-change';

describe('of the address of a change the audit keeps', () => {
  it.each([
    [
      'what it is about',
      '/api/core/shops/demo/customers/0199f3c1/awards',
      '/api/core/shops/demo/customers/0199f3c1/awards',
    ],
    ['no query', '/api/core/shops/demo/imports?name=jana@shop.test', '/api/core/shops/demo/imports'],
    ['no address of a person', '/api/sync/contacts/jana%40shop.test', '/api/sync/contacts/j***@shop.test'],
    ['no secret of a link', '/api/invitations/6QdNotASecret/accept', '/api/invitations/[secret]/accept'],
    ['nothing that a database does not take', '/api/core/%00', '/api/core/'],
  ])('%s', (_what, path, kept) => expect(auditedPath(path)).toBe(kept));
});
