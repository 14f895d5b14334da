import { VerifyNotice } from '@ellity/contracts';
import { asking, type Translation } from '../../intake/intake.service';
import { signUpReportFrom } from './sign-up-report';

/** What a report of the shop's own system asks to be verified: like Ecomail's notices it is a hint, and no fact. */
export function reportTranslation(body: Buffer): Translation {
  const reading = signUpReportFrom(body);
  if ('unusable' in reading) return reading;
  const { report } = reading;
  return {
    email: report.email,
    status: report.status,
    ask: ({ noticeId, receivedAt, again }) =>
      asking(VerifyNotice, {
        ...report,
        campaignId: null,
        noticeId,
        receivedAt,
        ...(again ? { again } : {}),
      }),
  };
}
