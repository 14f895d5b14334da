import { automationText, automationUseOf, hasStarted } from './automation-use';

const firstEventAt = new Date('2026-11-26T10:00:00Z');

it('an event is unused only when the logs of enough contacts have nothing since', () => {
  expect(automationUseOf(undefined)).toBe('unknown');
  expect(automationUseOf({ contacts: 2, started: 0 })).toBe('unknown');
  expect(automationUseOf({ contacts: 3, started: 0 })).toBe('unused');
  expect(automationUseOf({ contacts: 5, started: 1 })).toBe('used');
});

it.each([
  [[], false],
  [[{ id: 1, created_at: '2026-11-26 12:00:00' }], true],
  [[{ id: 1, created_at: '2026-11-01 12:00:00' }], false],
  [[{ id: 1, sent_at: '2026-11-01 12:00:00', opened_at: '2026-11-26T11:00:00Z' }], true],
  [[{ id: 1 }], true],
])('a log of %j has something since the first event: %s', (rows, has) =>
  expect(hasStarted(rows, firstEventAt)).toBe(has),
);

it('the merchant is told in both languages that no automation uses the event, and which trigger would', () => {
  const { cs, en } = automationText('unused', { category: 'ellity-demo', contacts: 5 });
  expect(cs).toMatch(/žádná automatizace nepoužívá.*kategorie ellity-demo, akce change, štítek credit/);
  expect(en).toMatch(/No automation uses this event.*category ellity-demo, action change, label credit/);
});
