import { groupsWhereOf, whereOf } from './letter-filter';

it('letters are looked for in groups where two things are asked for that a group shares', () => {
  expect(groupsWhereOf({ service: 'a', type: 'b', shopId: 'demo' })).toEqual({
    where: 'g.service = $1 and g.type = $2',
    values: ['a', 'b'],
  });
  expect(groupsWhereOf({ code: 'a', queue: 'b.jobs', shopId: 'demo' })).toBeUndefined();
});

it('a failing queue means what its dead-letter queue held', () => {
  const { where, values } = whereOf({ queue: 'b.jobs' }, { state: 'open', values: [1] });
  expect([where, values]).toEqual([`l.queue = $2 and l.state = 'open'`, [1, 'b.jobs.dlq']]);
});
