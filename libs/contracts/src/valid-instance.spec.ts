import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import * as fc from 'fast-check';
import type { Contract } from './message';
import { contracts } from './registry';
import { validInstanceOf } from './valid-instance';

/** What class-transformer and class-validator make of it; undefined when a rule is broken. */
function judged({ dataClass }: Contract, data: object): object | undefined {
  const instance = plainToInstance(dataClass, data);
  const errors = validateSync(instance, { whitelist: true, forbidUnknownValues: true });
  return errors.length === 0 ? instance : undefined;
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** An example with some fields replaced, dropped or added, in its parts too. */
const damaged = (example: object): fc.Arbitrary<object> =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...pathsOf(example), ['extra'], ['__proto__'], ['constructor']),
        fc.oneof(
          fc.constant(undefined),
          fc.constantFrom(
            '',
            '0.00',
            '10.00',
            '-10.00',
            '2026-02-30',
            '2026-02-28',
            true,
            0,
            1.5,
            null,
            [],
            {},
          ),
          fc.constantFrom(...(Object.values(example) as unknown[])),
          fc.jsonValue({ maxDepth: 2 }),
        ),
      ),
      { maxLength: 3 },
    )
    .map((changes) => {
      const data = plain(example);
      for (const [path, value] of changes) change(data, path, structuredClone(value));
      return plain(data);
    });

function pathsOf(value: object, path: string[] = []): string[][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => [
    [...path, name],
    ...(typeof inner === 'object' && inner !== null ? pathsOf(inner, [...path, name]) : []),
  ]);
}

function change(data: object, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  const inner: unknown = Reflect.get(data, name);
  if (rest.length > 0) {
    if (typeof inner === 'object' && inner !== null) change(inner, rest, value);
  } else if (value === undefined) Reflect.deleteProperty(data, name);
  else Reflect.defineProperty(data, name, { value, enumerable: true, configurable: true, writable: true });
}

describe.each(contracts.map((contract) => [contract.type, contract] as const))('%s', (_type, contract) => {
  it('knows its own example at once, and holds the same as by the long way', () => {
    const instance = validInstanceOf(contract.dataClass, plain(contract.example));
    expect(instance).toBeInstanceOf(contract.dataClass);
    expect(instance).toStrictEqual(judged(contract, plain(contract.example)));
  });

  it('is never called valid where class-validator finds a broken rule', () => {
    fc.assert(
      fc.property(damaged(contract.example), (data) => {
        const instance = validInstanceOf(contract.dataClass, plain(data));
        if (instance) expect(instance).toStrictEqual(judged(contract, plain(data)));
      }),
      { numRuns: 500 },
    );
  });
});
