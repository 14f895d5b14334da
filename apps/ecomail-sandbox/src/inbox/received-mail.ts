import { type AddressObject, simpleParser } from 'mailparser';
import type { InboxRow } from '../store/rows';

/** Who handed a message over, and for whom, as the SMTP dialogue said. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

/**
 * A message as people read it. Pictures that the HTML shows are put into it, other attachments are named but not kept.
 * `text` and `html` are null where the message has no such part.
 */
export async function receivedMail(
  raw: Buffer,
  envelope: Envelope,
): Promise<Omit<InboxRow, 'id' | 'at' | 'bytes'>> {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, checksumAlgo: false });
  return {
    from: mail.from?.text ?? envelope.from,
    to: envelope.to,
    recipients: textOf(mail.to) ?? envelope.to.join(', '),
    replyTo: textOf(mail.replyTo) ?? null,
    subject: mail.subject ?? '',
    text: mail.text ?? null,
    html: typeof mail.html === 'string' ? mail.html : null,
    attachments: mail.attachments
      .filter(({ related }) => !related)
      .map(({ filename, contentType, size }) => ({ name: filename ?? null, type: contentType, bytes: size })),
    headers: mail.headerLines.map(({ line }) => line),
  };
}

function textOf(addresses: AddressObject | AddressObject[] | undefined): string | undefined {
  return Array.isArray(addresses) ? addresses.map(({ text }) => text).join(', ') : addresses?.text;
}
