export const linkKinds = ['invitation', 'password-reset'] as const;
export type LinkKind = (typeof linkKinds)[number];

const hourMs = 3_600_000;
/** How long a link counts from the moment at which its e-mail is sent. */
export const linkLifeMs: Readonly<Record<LinkKind, number>> = {
  invitation: 7 * 24 * hourMs,
  'password-reset': hourMs,
};
/** An e-mail about a link that could not be sent for so long is not sent any more. */
export const mailPatienceMs: Readonly<Record<LinkKind, number>> = {
  invitation: 3 * 24 * hourMs,
  'password-reset': hourMs,
};

const paths: Readonly<Record<LinkKind, string>> = { invitation: 'invitation', 'password-reset': 'reset' };

/** The address that the web app shows the form at. */
export const linkUrl = (publicUrl: string, kind: LinkKind, token: string): string =>
  `${publicUrl}/${paths[kind]}/${token}`;
