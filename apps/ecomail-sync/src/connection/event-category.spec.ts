import { categoryOf, firstCategory, freeCategory } from './event-category';

const second = categoryOf('second');

it.each([
  ['the first shop of an account has the first', undefined, undefined, [], firstCategory],
  ['a second one gets none unless it asks', undefined, undefined, [firstCategory], undefined],
  ['a second one gets its own where it asks for it', second, undefined, [firstCategory], second],
  ['what a shop has is kept', undefined, second, [firstCategory], second],
  ['what another shop has is never given', firstCategory, second, [firstCategory], undefined],
])('no two shops of an account share a category of events: %s', (_what, asked, known, taken, category) => {
  expect(freeCategory(asked, known, taken)).toBe(category);
});
