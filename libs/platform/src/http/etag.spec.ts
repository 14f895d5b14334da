import { etagOf, Precondition } from './etag';

const service = { service: 'console' };
const person = { service: 'console', actor: { id: 'person-1', role: 'operator', shops: [] } } as const;
const state = { name: 'Shop', rules: { days: 30 } };
const tag = etagOf(state);
const refusalOf = (work: () => unknown) => {
  try {
    work();
    return undefined;
  } catch (error) {
    const { code, detail } = error as { code: string; detail: string };
    return { code, detail };
  }
};

describe('an ETag', () => {
  it('is equal exactly where the answers are, in whatever order their fields stand', () => {
    expect(etagOf({ rules: { days: 30 }, name: 'Shop' })).toBe(tag);
    expect(etagOf({ ...state, rules: { days: 31 } })).not.toBe(tag);
    expect(tag).toMatch(/^"[\w-]{22}"$/);
  });
});

describe('a precondition', () => {
  it('lets the state that was read pass, alone or in a list', () => {
    for (const header of [tag, ` ${tag} `, `"other", ${tag}`])
      expect(refusalOf(() => Precondition.of(header, person).demand(state))).toBeUndefined();
  });

  it('stops a change decided on another state, and says what to do', () => {
    for (const header of ['"other"', `W/${tag}`])
      expect(refusalOf(() => Precondition.of(header, person).demand(state))).toEqual({
        code: 'precondition-failed',
        detail: expect.stringContaining('read it again') as string,
      });
  });

  it('is demanded of people, and left to services on their own account', () => {
    expect(refusalOf(() => Precondition.of(undefined, person))?.code).toBe('precondition-required');
    expect(refusalOf(() => Precondition.of(undefined, service).demand(state))).toBeUndefined();
    expect(refusalOf(() => Precondition.of('*', person).demand(state))).toBeUndefined();
    expect(refusalOf(() => Precondition.of('"stale"', service).demand(state))?.code).toBe(
      'precondition-failed',
    );
  });

  it('that is no tag is a mistake of the request, not of the state', () => {
    for (const header of ['', 'abc', tag.slice(1), `${tag} ${tag}`])
      expect(refusalOf(() => Precondition.of(header, person))?.code).toBe('request-invalid');
  });
});
