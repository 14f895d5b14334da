import { FakeClock } from '@ellity/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoreStage } from '../loyalty-core.fixture';
import { ExampleStage } from './example-stage.fixture';
import { type Example, examplesIn } from './worked-example.fixture';

const path = join(__dirname, '..', '..', '..', '..', 'docs', 'loyalty-rules.md');
const [english = '', czech = ''] = readFileSync(path, 'utf8').split(/^# Pravidla.*$/mu);

describe('the worked examples of docs/loyalty-rules.md', () => {
  const clock = new FakeClock();
  let core: CoreStage;

  beforeAll(async () => {
    core = await CoreStage.create({ clock });
  });
  afterAll(() => core?.close());

  it('are the same in Czech and in English', () => {
    const withoutPlace = (examples: readonly Example[]) =>
      examples.map((example) => ({ ...example, line: 0 }));
    expect(withoutPlace(examplesIn(czech))).toEqual(withoutPlace(examplesIn(english)));
  });

  it.each(examplesIn(english).map((example) => [example.line, example] as const))(
    'come out as they say: the one at line %d',
    async (_line, example) => {
      const stage = new ExampleStage(core, clock);
      await stage.begin(example);
      for (const step of example.steps) {
        const came = await stage.take(step);
        expect({ at: step.at, ...came }).toEqual({ at: step.at, ...step.expected });
      }
    },
  );
});

describe('an example', () => {
  const withLine = (line: string) => ['```example', '2027-03-01 | look | 0.00', line, '```'].join('\n');

  it.each([
    'set expiryDays',
    'customer nobody',
    '2027-03-01 | dance | 0.00',
    '2027-03-01 | award 5 | 5.00',
    '1 March | look | 0.00',
    '2027-03-01 | look | nothing',
    '2027-03-01 | look | 0.00, and so on',
    'anything else',
  ])('with the line "%s", which nobody could hold the code to, is refused', (line) => {
    expect(() => examplesIn(withLine(line))).toThrow('line 3');
  });
});
