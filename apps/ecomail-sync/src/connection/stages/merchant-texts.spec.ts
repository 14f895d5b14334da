import {
  ConnectionFailedError,
  InvalidRequestError,
  KeyRejectedError,
  MaintenanceError,
} from '@ellity/ecomail';
import { problemOfFailure } from './connection-problem';
import { textCodes, textsOf } from './merchant-texts';

const sentences = (text: string) => text.split(/[.:;]\s/).length;

it.each(textCodes)(
  '%s is told in both languages: what happened and what to do, without our words for it',
  (code) => {
    const { cs, en } = textsOf(code);
    expect([sentences(cs), sentences(en)].every((count) => count >= 2)).toBe(true);
    expect(cs).not.toBe(en);
    expect(`${cs} ${en}`).not.toMatch(
      /PUT|POST|GET|HTTP|JSON|\b[45]\d\d\b|mirror|outbox|queue|timeout|undefined/,
    );
    expect(cs).toMatch(/[ěščřžýáíéúůňťď]/);
  },
);

it('values are put where the text has their names', () => {
  expect(textsOf('list-changed', { list: 7, name: 'Jiný', known: 'Věrnost' }).cs).toContain(
    'seznam č. 7 se v něm jmenuje „Jiný“, a ne „Věrnost“',
  );
});

it.each([
  ['a wrong key', new KeyRejectedError('x', { status: 401 }), 422, 'key-rejected'],
  ['a network that is down', new ConnectionFailedError('ENETUNREACH', false), 503, 'ecomail-unreachable'],
  ['a maintenance page', new MaintenanceError('a page', { status: 503 }), 503, 'ecomail-maintenance'],
  ['a plan without the API', new InvalidRequestError('marketer+', { status: 403 }), 409, 'account-forbids'],
  ['anything else', new InvalidRequestError('Not so', { status: 422 }), 502, 'ecomail-refused'],
])('%s has a message of its own', (_, error, status, code) => {
  const problem = problemOfFailure(error);
  expect([problem.getStatus(), problem.code, problem.texts]).toEqual([
    status,
    code,
    textsOf(code as 'key-rejected', { words: error.message }),
  ]);
});
