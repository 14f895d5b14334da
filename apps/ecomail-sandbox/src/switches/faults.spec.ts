import { type Fault, faultFor, faultFrom } from './faults';

const fault = (over: Partial<Fault>): Fault => ({
  id: 1,
  action: '500',
  call: null,
  containing: null,
  times: null,
  rate: 1,
  latencyMs: 0,
  retryAfterSeconds: 5,
  ...over,
});

describe('faults on demand', () => {
  it('hit the call they name and no other', () => {
    const faults = [fault({ call: 'subscribe' })];
    expect(
      faultFor(
        faults,
        'subscribe',
        () => true,
        () => 0,
      ),
    ).toBe(faults[0]);
    expect(
      faultFor(
        faults,
        'create-event',
        () => true,
        () => 0,
      ),
    ).toBeUndefined();
  });

  it('hit by their share', () => {
    const faults = [fault({ rate: 0.25 })];
    expect(
      faultFor(
        faults,
        'account',
        () => true,
        () => 0.24,
      ),
    ).toBe(faults[0]);
    expect(
      faultFor(
        faults,
        'account',
        () => true,
        () => 0.26,
      ),
    ).toBeUndefined();
  });

  it('hit only what contains their text', () => {
    const faults = [fault({ containing: 'jana' })];
    expect(
      faultFor(
        faults,
        'account',
        (text) => text === 'petr',
        () => 0,
      ),
    ).toBeUndefined();
  });

  it('are read from a request with the rest by default', () => {
    expect(faultFrom({ action: 'cut-stored', call: 'create-event', times: 1 })).toEqual({
      action: 'cut-stored',
      call: 'create-event',
      containing: null,
      times: 1,
      rate: 1,
      latencyMs: 1000,
      retryAfterSeconds: 5,
    });
  });

  it.each([
    {},
    { action: 'boom' },
    { action: '500', call: 'nothing' },
    { action: '500', rate: 2 },
    { action: '500', times: 0 },
    { action: '500', tmes: 1 },
  ])('that make no sense are refused with what is wrong: %j', (body) => {
    expect(faultFrom(body)).toHaveProperty('problems.0.problem');
  });
});
