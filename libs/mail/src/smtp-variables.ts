import { ConfigurationError } from '@ellity/platform';
import { EnvError, makeValidator, str } from 'envalid';
import type { SmtpConfig } from './smtp.service';

const smtpUrl = makeValidator<string>((input) => {
  if (input === '' || /^smtps?:\/\/[^/]+/.test(input)) return input;
  throw new EnvError('must begin with smtp:// or smtps://, or be empty');
});

/** The variables of a service that sends e-mails; what they mean says `smtpConfig`. */
export const smtpVariables = {
  SMTP_URL: smtpUrl({
    default: '',
    desc: 'the mail server for system e-mails; without one nothing is sent',
    example: 'smtp://user:secret@127.0.0.1:587',
  }),
  MAIL_FROM: str({
    default: '',
    desc: 'the address that system e-mails come from, needed with SMTP_URL; shops differ by name and reply address',
    example: 'loyalty@shop.test',
  }),
};

/** Throws ConfigurationError where there is a server, and no address to send from. */
export function smtpConfig({
  SMTP_URL: url,
  MAIL_FROM: from,
}: {
  readonly SMTP_URL: string;
  readonly MAIL_FROM: string;
}): SmtpConfig {
  if (url === '') return { url: null, from };
  if (/^[^@\s]+@[^@\s]+$/.test(from)) return { url, from };
  throw new ConfigurationError([
    `MAIL_FROM is needed with SMTP_URL (${smtpVariables.MAIL_FROM.desc}); for example MAIL_FROM=loyalty@shop.test`,
  ]);
}
