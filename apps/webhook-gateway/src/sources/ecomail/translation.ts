import { VerifyNotice } from '@ellity/contracts';
import { asking, type Translation } from '../../intake/intake.service';
import { listNoticeFrom } from './list-notice';

/** What a body of Ecomail's list webhook asks to be verified. */
export function ecomailTranslation(body: Buffer): Translation {
  const reading = listNoticeFrom(body);
  if ('unusable' in reading) return reading;
  const { notice } = reading;
  return {
    email: notice.email,
    status: notice.status,
    ask: ({ noticeId, receivedAt, again }) =>
      asking(VerifyNotice, {
        ...notice,
        noticeId,
        receivedAt,
        ...(again ? { again } : {}),
      }),
  };
}
