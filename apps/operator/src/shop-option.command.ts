import { AwardCredit, check, compose, contractOf } from '@ellity/contracts';
import { InvalidArgumentError, Option } from 'commander';

/** `--shop <id>`; refuses what the contracts would not take as a shop id, before anything is read or sent. */
export function shopOption(): Option {
  return new Option('--shop <id>', 'the shop').makeOptionMandatory().argParser((shopId: string) => {
    const example = contractOf(AwardCredit).example as object as AwardCredit;
    const checked = check(compose(AwardCredit, example, { source: 'operator', shopId }));
    const problem = checked.ok ? undefined : checked.problems.find((one) => one.startsWith('shopid '));
    if (problem !== undefined) throw new InvalidArgumentError(`It ${problem.replace('shopid ', '')}.`);
    return shopId;
  });
}
