import { SharedTexts } from './shared-texts';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');

it('a text between services is opened by all who have its key, also after another came first, and by nobody else', async () => {
  const sealed = await new SharedTexts(`k1:${key(1)}`).seal('jana@shop.test');
  expect(sealed).not.toContain('jana');
  expect(await new SharedTexts(`k2:${key(2)},k1:${key(1)}`).open(sealed)).toBe('jana@shop.test');
  expect(await new SharedTexts(`k2:${key(2)}`).open(sealed)).toBeUndefined();
  expect(await new SharedTexts(`k1:${key(2)}`).open(sealed)).toBeUndefined();
  const parts = sealed.split('.');
  parts[3] = Buffer.from('another@shop.test').toString('base64url');
  expect(await new SharedTexts(`k1:${key(1)}`).open(parts.join('.'))).toBeUndefined();
});
