import { Type } from 'class-transformer';
import { IsIn, Length, Matches, Max, validateSync, ValidateNested } from 'class-validator';
import { problemOf } from './problem';

class Shelf {
  @Max(40)
  books = 41;
}

class Room {
  @Matches(/^[A-Z]\d$/, { context: { rule: 'roomMark' } })
  mark = 'x';

  @Length(1, 20)
  name = '';

  @IsIn(['open', 'closed'])
  state = 'ajar';

  @ValidateNested()
  @Type(() => Shelf)
  shelf = new Shelf();
}

it('names each broken rule with its numbers, so that whoever shows it can say it in the language of the reader', () => {
  const said = problemOf(validateSync(new Room())).fields.map(({ field, rule, limits }) => [
    field,
    rule,
    limits,
  ]);
  expect(said).toEqual([
    ['mark', 'roomMark', undefined],
    ['name', 'isLength', [1, 20]],
    ['state', 'isIn', undefined],
    ['shelf.books', 'max', [40]],
  ]);
});
