import { textProblem } from './request-rules';

describe('a text is refused for what is wrong with it', () => {
  it.each([
    [5, 'must be a text'],
    [null, 'must be a text'],
    ['a\u0000b', 'must not hold control characters or halves of characters'],
    ['half \ud83d', 'must not hold control characters or halves of characters'],
    ['', 'must have at least 1 character'],
    ['x'.repeat(11), 'must have at most 10 characters'],
    ['😀'.repeat(10), undefined],
  ])('%j: %s', (value, problem) => expect(textProblem(value, 1, 10)).toBe(problem));
});
