import { jsonLines, plainArray, textArray } from './array-parameters';

it('documents of one text stay apart, whatever is in them', () => {
  const documents = [{ text: 'a"b\\c,d{e}\x1e\n' }, {}, ['č'], 'x\x1ey'];
  expect(
    jsonLines(documents)
      .split('\x1e')
      .map((one): unknown => JSON.parse(one)),
  ).toEqual(documents);
});

it('an array of plain values names what is missing', () => {
  expect(plainArray(['1', null, true, undefined, 7])).toBe('{1,NULL,true,NULL,7}');
  expect(plainArray([])).toBe('{}');
});

it('an array of texts tells a missing one from the word, and keeps quotes and backslashes apart', () => {
  expect(textArray(['a', null, 'NULL', '', 'say "no", or \\ {x}'])).toBe(
    '{"a",NULL,"NULL","","say \\"no\\", or \\\\ {x}"}',
  );
});
