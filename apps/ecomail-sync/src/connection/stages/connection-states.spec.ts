import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  mayMove,
  type Move,
  moves,
  pauseReasons,
  type PauseReason,
  requestsAt,
  type Stage,
  stageGroups,
  stageOf,
  stages,
  type Target,
} from './connection-states';

const docs = (name: string) => readFileSync(resolve(__dirname, `../../../../../docs/${name}`), 'utf8');
const rules: readonly MoveRule[] = Object.entries(moves).map(([name, rule]) => ({ name, ...rule }));
interface MoveRule {
  readonly name: string;
  readonly from: readonly Stage[];
  readonly to?: readonly Stage[];
  readonly by: object;
}
const reasons = Object.keys(pauseReasons) as PauseReason[];

it.each(stages)('%s has a way out that people can take, and a way in', (stage: Stage) => {
  const isLeft = ({ from, to, by }: (typeof rules)[number]) =>
    'request' in by && from.includes(stage) && (to ?? []).some((one) => one !== stage);
  expect(rules.filter(isLeft)).not.toEqual([]);
  expect(requestsAt(stage)).not.toEqual([]);
  expect(stage === 'not-added' || rules.some(({ to = [] }) => to.includes(stage))).toBe(true);
});

it('every reason of a pause leads to a stage by some move, and the row says the same stage again', () => {
  for (const reason of reasons) {
    const target: Target = { state: 'paused', reason };
    const isReached = (move: Move) => stages.some((from) => mayMove(move, from, target, []));
    expect([reason, (Object.keys(moves) as Move[]).some(isReached)]).toEqual([reason, true]);
    expect(stageOf({ state: 'paused', reason, remarks: [] })).toBe(pauseReasons[reason]);
  }
});

it('remarks make a stage of their own; a reason of an older version is a pause like any', () => {
  expect(stageOf(undefined)).toBe('not-added');
  expect(stageOf({ state: 'inactive', reason: null, remarks: ['a'] })).toBe('not-added');
  expect(stageOf({ state: 'active', reason: null, remarks: [] })).toBe('active');
  expect(stageOf({ state: 'active', reason: null, remarks: ['a'] })).toBe('active-with-remarks');
  expect(stageOf({ state: 'paused', reason: 'of-before', remarks: [] })).toBe('paused');
});

it('an activation that was ended meanwhile makes nothing active, and what is paused stays so until people resume it', () => {
  const active: Target = { state: 'active' };
  const mayEnd = (from: Stage) => mayMove('activation-ended', from, active, []);
  expect(stages.filter(mayEnd)).toEqual(['activating']);
  const stop: Target = { state: 'paused', reason: 'key-rejected' };
  expect(stages.filter((from) => mayMove('stopped', from, stop, []))).toEqual([
    'active',
    'active-with-remarks',
  ]);
});

it('every stage and every reason stands in the runbook', () => {
  const rows = [...docs('runbook.md').matchAll(/^\| `([a-z-]+)` /gm)].map(([, name]) => name);
  const connected = stages.filter((stage) => stage !== 'not-added');
  expect([...connected, ...reasons].filter((name) => !rows.includes(name))).toEqual([]);
});

/** A group in place of all its stages, as the drawing has it. */
function drawn(of: readonly Stage[]): string[] {
  const groups = Object.entries(stageGroups).filter(([, members]) =>
    members.every((one) => of.includes(one)),
  );
  const grouped: readonly Stage[] = groups.flatMap(([, members]) => members);
  return [...groups.map(([name]) => name), ...of.filter((stage) => !grouped.includes(stage))];
}

it('the page on connections draws every way, and no other', () => {
  const ways = rules.flatMap(({ name, from, to = [] }) =>
    drawn(from).flatMap((one) =>
      drawn(to).flatMap((other) => (one === other ? [] : [`${one} --> ${other}: ${name}`])),
    ),
  );
  const lines = docs('connections.md').matchAll(/^ *(\S+ --> \S+: \S+)$/gm);
  const written = [...lines].map(([, line = '']) => line.replaceAll('_', '-'));
  expect(written.filter((line) => !line.startsWith('[')).sort()).toEqual(ways.sort());
});
