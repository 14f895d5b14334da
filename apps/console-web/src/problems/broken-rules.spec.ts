import { brokenRules } from './broken-rules';

const problem = 'in English, for programmers';

it('a broken rule is told by its name and its numbers', () => {
  expect(
    brokenRules([
      { field: 'replyTo', problem, rule: 'isAddress' },
      { field: 'expiryNotice.leadDays', problem, rule: 'max', limits: [365] },
      { field: 'senderName', problem, rule: 'isText', limits: [100, 1] },
      { field: 'reference', problem, rule: 'isText', limits: [100, 0] },
      { field: 'rules.2.field', problem, rule: 'matches' },
    ]),
  ).toMatchObject([
    { field: 'replyTo', text: 'address' },
    { field: 'expiryNotice.leadDays', text: 'most', most: 365 },
    { field: 'senderName', text: 'length', least: 1, most: 100 },
    { field: 'reference', text: 'lengthMost', most: 100 },
    { field: 'rules.field', text: 'other' },
  ]);
});

it('a field that breaks several rules is told once, by a rule that has words', () => {
  expect(
    brokenRules([
      { field: 'amount', problem, rule: 'isString' },
      { field: 'amount', problem, rule: 'creditAmount' },
      { field: 'amount', problem, rule: 'isText', limits: [20, 0] },
    ]),
  ).toMatchObject([{ field: 'amount', text: 'amount' }]);
});

it('what says no rule is still told', () => {
  expect(brokenRules([{ field: 'shops', problem }])).toMatchObject([{ field: 'shops', text: 'other' }]);
});
