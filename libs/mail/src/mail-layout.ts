/**
 * One plain layout for all system e-mails. Mail programs differ most in CSS, so there is one column of tables with its
 * style at each element, no image, no font and no link to load: it reads the same in Outlook, in a browser and without HTML.
 */

/** The languages that people are written to in. */
export type MailLanguage = 'cs' | 'en';

/** An e-mail as a mail program shows it, with and without HTML. */
export interface MailContent {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** The parts of a system e-mail, from its top to its end; null: it has none such. */
export interface MailLayout {
  readonly language: MailLanguage;
  readonly subject: string;
  readonly shopName: string;
  readonly greeting: string;
  readonly lead: string;
  readonly figure: { readonly label: string; readonly value: string } | null;
  readonly list: { readonly title: string | null; readonly lines: readonly string[] } | null;
  readonly hint: string | null;
  readonly footer: string;
}

const font = 'font-family:Arial,Helvetica,sans-serif;';
const text = `${font}font-size:16px;line-height:24px;color:#222222;`;
const small = `${font}font-size:13px;line-height:20px;color:#555555;`;
const large = `${font}font-size:28px;line-height:36px;font-weight:bold;color:#222222;`;
const table = 'role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%"';

/** The whole e-mail of these parts. */
export const mailContent = (layout: MailLayout): MailContent => ({
  subject: layout.subject,
  html: mailHtml(layout),
  text: mailPlainText(layout),
});

function mailHtml(layout: MailLayout): string {
  const { language, subject, shopName, greeting, lead, figure, list, hint, footer } = layout;
  const rows = [
    row(`${small}font-weight:bold;`, shopName),
    row(text, greeting),
    row(text, lead),
    ...(figure ? [row(small, figure.label, 0), row(large, figure.value)] : []),
    ...(list?.title ? [row(`${small}font-weight:bold;`, list.title, 4)] : []),
    ...(list?.lines ?? []).map((line) => row(text, line, 4)),
    ...(hint ? [row(text, hint, 16, 12)] : []),
    row(`${small}border-top:1px solid #dddddd;`, footer, 0, 16),
  ];
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0;padding:0;background-color:#f4f4f4;">
<div style="display:none;max-height:0;overflow:hidden;">${escaped(lead)}</div>
<table ${table} style="background-color:#f4f4f4;"><tr><td align="center" style="padding:24px 12px;">
<table ${table} style="max-width:560px;background-color:#ffffff;"><tr><td style="padding:28px 28px 20px 28px;">
<table ${table}>
${rows.join('\n')}
</table>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

function mailPlainText({ greeting, lead, figure, list, hint, footer }: MailLayout): string {
  const parts = [
    greeting,
    lead,
    figure && `${figure.label}: ${figure.value}`,
    list && [...(list.title ? [`${list.title}:`] : []), ...list.lines.map((line) => `* ${line}`)].join('\n'),
    hint,
    `-- \n${footer}`,
  ];
  return `${parts.filter((part) => part !== null).join('\n\n')}\n`;
}

const row = (style: string, content: string, below = 16, above = 0): string =>
  `<tr><td style="${style}padding:${above}px 0 ${below}px 0;">${escaped(content)}</td></tr>`;

const escaped = (content: string): string =>
  content.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
