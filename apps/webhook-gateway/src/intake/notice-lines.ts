/** Notices for people at a terminal. */
import type { NoticeAnswer, NoticeDetailAnswer } from './notices.response';

/** What became of a notice, in words. */
export function whatBecame({
  state,
  rejectedReason,
  verdict,
  command,
  outcome,
  ...rest
}: NoticeAnswer): string {
  if (state === 'rejected') return `unusable: ${rejectedReason ?? 'unknown'}`;
  if (verdict === null) return 'waits for its verdict';
  const said = verdictWords[verdict] ?? verdict;
  if (command === null) return said;
  if (outcome === null) return `${said}; loyalty-core has not answered yet`;
  const why = rest.outcomeReason === null ? '' : ` (${rest.outcomeReason})`;
  const sign = command.startsWith('loyalty.RevokeCredit.') ? '-' : '';
  const amount = rest.outcomeAmount === null ? '' : ` ${sign}${rest.outcomeAmount}`;
  return `${said}; ${outcome}${amount}${why}`;
}

const verdictWords: Readonly<Record<string, string>> = {
  genuine: 'genuine',
  echo: 'our own write',
  'other-list': 'of another list',
  'not-so': 'not so at Ecomail: forged or overtaken',
  unconfirmed: 'waits for the person to confirm',
  'no-connection': 'the shop is not connected',
};

/** One line: time, id, who, what, and what became of it. */
export const noticeLine = (notice: NoticeAnswer): string =>
  [notice.receivedAt, notice.id, notice.email ?? '-', notice.status ?? '-', whatBecame(notice)].join('  ');

export const noticeText = (notice: NoticeDetailAnswer): string =>
  [
    noticeLine(notice),
    `source ${notice.source}, ${notice.bytes} bytes of ${notice.contentType || 'unknown type'}`,
    ...(notice.verifiedAt === null ? [] : [`verified ${notice.verifiedAt}`]),
    ...(notice.settledAt === null ? [] : [`settled ${notice.settledAt}`]),
    notice.body,
  ].join('\n');
