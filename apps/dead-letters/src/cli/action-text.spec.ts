import type { ActionView } from '../actions/actions.response';
import { actionText, environmentLine, heldText, ruleFrom } from './action-text';

const counts = { chosen: 0, sent: 0, retrying: 0, done: 30, noOp: 0, failed: 2, skipped: 8 };

it('an action is told in one line, with its share and why it stopped', () => {
  const action = { id: 'a1', kind: 'replay', state: 'paused', stopped: 'new-failure', matched: 80, done: 30 };
  expect(actionText({ ...action, counts } as ActionView)).toBe(
    'replay a1 paused  ██████████··········  30 of 80 delivered  2 failed again  8 left open  stopped itself: new-failure (dlq resume or cancel)',
  );
});

it('letters that a replay holds which stands still are told with the way on', () => {
  const replay = { id: 'a1', kind: 'replay', state: 'paused', stopped: 'new-failure' };
  const held = { ...counts, chosen: 1 };
  const actions = [
    { ...replay, counts: held },
    { ...replay, id: 'a2', stopped: null, counts: held },
    { ...replay, counts },
    { ...replay, state: 'running', counts: held },
  ];
  expect(heldText(actions as unknown as ActionView[])).toEqual([
    '1 held by the replay a1, which stopped itself: new-failure: dlq resume a1, or dlq cancel a1',
    '1 held by the replay a2, which is paused: dlq resume a2, or dlq cancel a2',
  ]);
});

it('an edit says of how many letters nothing was changed', () => {
  const edit = { id: 'e1', kind: 'edit', state: 'done', stopped: null, matched: 2, done: 0 };
  expect(actionText({ ...edit, counts: { ...counts, failed: 0, skipped: 0 } } as ActionView)).toMatch(
    /0 of 2 {2}2 stay as they were: /,
  );
});

it('an environment is red unless it is the demo', () => {
  expect(environmentLine('production', true)).toContain('\x1b[41');
  expect([environmentLine('demo', true), environmentLine('production', false)]).toEqual([
    '[demo]',
    '[production]',
  ]);
});

it('a rule keeps amounts as texts, and takes JSON where it is some', () => {
  expect(ruleFrom('set', 'amount=10.00')).toEqual({ what: 'set', field: 'amount', to: '10.00' });
  expect(ruleFrom('set', 'note=null')).toEqual({ what: 'set', field: 'note', to: null });
  expect(ruleFrom('rename', 'old=new')).toEqual({ what: 'rename', field: 'old', to: 'new' });
  expect(() => ruleFrom('set', 'amount')).toThrow('field=value');
});
