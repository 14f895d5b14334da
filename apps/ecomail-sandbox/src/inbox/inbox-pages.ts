import type { InboxRow } from '../store/rows';
import { Html, html } from '../pages/layout/html';
import { recordsMax } from '../pages/record-pages';
import type { View } from '../pages/layout/view';

const path = '/_sandbox/ui/inbox';

/** `mails` are those that match `q`, oldest first. */
export function inboxPage(
  view: View,
  mails: readonly InboxRow[],
  about: { readonly q: string; readonly page: number; readonly smtpUrl: string },
): Html {
  const { t } = view;
  const { q, page } = about;
  const newest = [...mails].reverse().slice((page - 1) * recordsMax, page * recordsMax);
  const rows = newest.map((mail) => ({
    cells: [
      view.time(mail.at),
      mail.from,
      mail.recipients,
      html`<a href="${view.to(`${path}/${mail.id}`)}">${mail.subject || t.noSubject}</a>
        ${mail.attachments.length > 0 && html`<span class="tag">${t.attachments}: ${mail.attachments.length}</span>`}`,
    ],
  }));
  return html`<h1>${t.inbox}</h1>
    <p class="lead">${t.inboxLead} <code>${about.smtpUrl}</code></p>
    <div class="card">${view.search(path, q)}</div>
    ${view.table([t.time, t.sender, t.recipient, t.subject], rows)}
    ${view.paging(path, { q }, { number: page, size: recordsMax, total: mails.length })}`;
}

/** One e-mail: its HTML in a frame that runs and loads nothing, or its text. */
export function inboxMailPage(view: View, mail: InboxRow, wanted: string | undefined): Html {
  const { t } = view;
  const form = mail.html === null || (wanted === 'text' && mail.text !== null) ? 'text' : 'html';
  const tab = (name: 'html' | 'text', text: string, isThere: boolean) =>
    isThere &&
    html`<a
      href="${view.to(`${path}/${mail.id}`, { view: name })}"
      ${name === form ? new Html(' aria-current="page"') : null}
      >${text}</a
    >`;
  return html`<p><a href="${view.to(path)}">← ${t.inbox}</a></p>
    <h1>${mail.subject || t.noSubject}</h1>
    <div class="card">${about(view, mail)}</div>
    <nav class="tabs">
      ${tab('html', t.asHtml, mail.html !== null)}${tab('text', t.asText, mail.text !== null)}
    </nav>
    ${
      form === 'html'
        ? html`<iframe
            class="message"
            title="${mail.subject || t.noSubject}"
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            src="/_sandbox/inbox/${mail.id}/html"
          ></iframe>`
        : html`<pre class="message">${mail.text ?? t.emptyMail}</pre>`
    }
    <details>
      <summary>${t.headers}</summary>
      <div class="card"><pre>${mail.headers.join('\n')}</pre></div>
    </details>`;
}

function about(view: View, mail: InboxRow): Html {
  const { t } = view;
  const envelope = mail.to.join(', ');
  const pairs: readonly (readonly [string, Html | string | null])[] = [
    [t.sender, mail.from],
    [t.recipient, mail.recipients],
    [t.deliveredTo, mail.recipients.includes(envelope) ? null : envelope],
    [t.replyTo, mail.replyTo],
    [t.time, view.time(mail.at)],
    [t.attachments, mail.attachments.length === 0 ? null : attachmentsOf(view, mail)],
  ];
  return html`<dl>
    ${pairs.map(
      ([name, value]) =>
        value !== null &&
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function attachmentsOf(view: View, mail: InboxRow): Html {
  return html`${mail.attachments.map(
    ({ name, type, bytes }) =>
      html`<div>${name ?? view.t.noName} <span class="soft">${type}, ${view.size(bytes)}</span></div>`,
  )}`;
}
