import type { LetterInFull } from '../views/letters.response';
import { table } from './table';

/** A letter in full, as an operator reads it. */
export function letterText(full: LetterInFull): string {
  const { letter, contract, problems, tries, others, changes } = full;
  const facts: [name: string, value: string | number | null][] = [
    ['letter', letter.id],
    ['message', letter.messageId],
    ['type', letter.type],
    ['shop', letter.shopId],
    ['customer', letter.customerId],
    ['sender', letter.sender],
    ['lies since', letter.firstAt],
    ['failed in', letter.failingQueue ?? 'unrouted'],
    ['service', [letter.service, letter.serviceVersion].filter(Boolean).join(' ')],
    ['attempts', letter.attempts],
    ['state', `${letter.state}${letter.returns > 0 ? `, came again ${letter.returns} times` : ''}`],
    ['reason', `${letter.code}: ${letter.message}`],
    ['trace', full.traceId],
  ];
  const parts = [
    table(facts.filter(([, value]) => value !== null && value !== '')),
    `${full.why.en}\nSafe to do: ${full.next.join(', ')}`,
    full.body ?? 'The person was erased; nothing of the message is left.',
    contract ? contractText(contract) : '',
    problems.length > 0 ? ['Broken now:', ...problems.map((problem) => `  ${problem}`)].join('\n') : '',
    section(
      'Edited:',
      changes.map((one) => [one.field, one.before ?? '(none)', '->', one.after ?? '(none)']),
    ),
    section(
      'Tried:',
      tries.map((one) => [one.sentAt, one.state, one.code, one.actor, one.why]),
    ),
    section(
      "The customer's other letters:",
      others.map((one) => [one.messageId, one.type, one.code, one.state]),
    ),
    full.stack ?? '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const contractText = ({ type, description, fields }: NonNullable<LetterInFull['contract']>): string =>
  [
    `${type}: ${description}`,
    table(
      fields.map((field) => [
        field.problems.length > 0 ? '  !' : field.isGiven ? '  ·' : '   ',
        field.name,
        field.problems.length > 0 ? field.problems.join('; ') : field.rule,
      ]),
    ),
  ].join('\n');

const section = (title: string, rows: readonly (readonly (string | null)[])[]): string =>
  rows.length === 0 ? '' : `${title}\n${table(rows.map((row) => ['  ', ...row]))}`;
