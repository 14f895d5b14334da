import { masked, shortenAddresses } from './logging';

describe('what reaches a log', () => {
  it('has addresses shortened wherever they stand', () => {
    expect(shortenAddresses('contact jana.novakova@shop.test and Žofie@shop.test failed')).toBe(
      'contact j***@shop.test and Ž***@shop.test failed',
    );
  });

  it('has addresses shortened that begin with a sign, and in time however long the text is', () => {
    expect(shortenAddresses('<+jana@shop.test>, %2Bpetr@shop.test')).toBe('<j***@shop.test>, 2***@shop.test');
    const begunAt = Date.now();
    expect(shortenAddresses('m'.repeat(1_000_000))).toHaveLength(1_000_000);
    expect(Date.now() - begunAt).toBeLessThan(1_000);
  });

  it('has secrets masked at any depth, by their name', () => {
    const text = JSON.stringify(
      masked({ pin: '0042', nested: [{ apiKey: 'hunter2', email: 'jana@shop.test' }] }),
    );
    expect(text).toBe('{"pin":"[secret]","nested":[{"apiKey":"[secret]","email":"j***@shop.test"}]}');
  });

  it('has the tokens of hook addresses hidden, and the parameters of statements', () => {
    const failed = { message: 'POST /hooks/ecomail/6Qd-_x?a=1 failed', parameters: ['jana'] };
    expect(masked(failed)).toEqual({
      message: 'POST /hooks/ecomail/[secret]?a=1 failed',
      parameters: '[secret]',
    });
  });

  it('stays bounded, whatever is logged', () => {
    const deep: Record<string, unknown> = {};
    deep['self'] = deep;
    expect(JSON.stringify(masked({ deep, long: 'x'.repeat(100_000) })).length).toBeLessThan(3_000);
  });
});
