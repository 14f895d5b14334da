import type { Call } from '../api/calls.service';
import { eventView } from '../control/views';
import type { EventRow, MailRow, NoticeRow } from '../store/rows';
import { type Html, html } from './html';
import { fieldsList, type View } from './view';

export const recordsMax = 50;

/** What happened: events, mails, calls, webhook deliveries. Newest first. */
export function eventsPage(view: View, events: readonly EventRow[], page: number): Html {
  const { t } = view;
  return html`<h1>${t.events}</h1>
    <p class="lead">${t.eventsLead}</p>
    ${eventsTable(view, newest(events, page))}
    ${view.paging('/_sandbox/ui/events', {}, { number: page, size: recordsMax, total: events.length })}`;
}

export function eventsTable(view: View, events: readonly EventRow[]): Html {
  const { t } = view;
  return view.table(
    [t.time, t.email, t.event, t.property, t.value, t.fields],
    events.map(
      (event) =>
        html`<tr>
          <td class="time">${view.time(event.at)}</td>
          <td><a href="${view.contactPath(event.email)}">${event.email}</a></td>
          <td>
            <code
              >${[event.category, event.action, event.label].filter((part) => part !== null).join('/')}</code
            >
          </td>
          <td><code>${event.property}</code></td>
          <td><code>${event.value}</code></td>
          <td>
            <details>
              <summary>${t.fields}</summary>
              ${fieldsList(eventView(event).fields)}
            </details>
          </td>
        </tr>`,
    ),
  );
}

export function mailsPage(view: View, mails: readonly MailRow[], page: number): Html {
  const { t } = view;
  return html`<h1>${t.mails}</h1>
    <p class="lead">${t.mailsLead}</p>
    ${mailsTable(view, newest(mails, page))}
    ${view.paging('/_sandbox/ui/mails', {}, { number: page, size: recordsMax, total: mails.length })}`;
}

export function mailsTable(view: View, mails: readonly MailRow[]): Html {
  const { t } = view;
  return view.table(
    [t.time, t.recipient, t.label, t.subject],
    mails.map(
      (mail) =>
        html`<tr>
          <td class="time">${view.time(mail.at)}</td>
          <td><a href="${view.contactPath(mail.email)}">${mail.email}</a></td>
          <td><span class="tag">${mail.label ?? mail.kind}</span></td>
          <td><a href="${view.to(`/_sandbox/ui/mails/${mail.id}`)}">${mail.subject}</a></td>
        </tr>`,
    ),
  );
}

export function mailPage(view: View, mail: MailRow): Html {
  const { t } = view;
  return html`<p><a href="${view.to('/_sandbox/ui/mails')}">← ${t.mails}</a></p>
    <div class="card">
      <dl>
        <dt>${t.recipient}</dt>
        <dd><a href="${view.contactPath(mail.email)}">${mail.email}</a></dd>
        <dt>${t.time}</dt>
        <dd>${view.time(mail.at)}</dd>
        ${
          mail.eventId !== null &&
          html`<dt>${t.startedBy}</dt>
            <dd>${mail.eventId}</dd>`
        }
      </dl>
    </div>
    <div class="mail">
      <h2>${mail.subject}</h2>
      <p>${mail.body}</p>
    </div>
    <h2>${t.usedValues}</h2>
    <div class="card">${fieldsList(mail.fields)}</div>`;
}

export function callsPage(
  view: View,
  calls: readonly Call[],
  counts: ReadonlyMap<
    string,
    { readonly calls: number; readonly refused: number; readonly contacts: number }
  >,
): Html {
  const { t } = view;
  const totals = [...counts].map(
    ([kind, { calls: made, refused, contacts }]) =>
      html`<tr>
        <td>${kind}</td>
        <td class="number">${made}</td>
        <td class="number">${refused}</td>
        <td class="number">${contacts}</td>
      </tr>`,
  );
  const rows = calls.map(
    (call) =>
      html`<tr>
        <td class="time">${view.time(call.at)}</td>
        <td><code>${call.method} ${call.path}</code></td>
        <td>
          <span class="tag ${toneOf(call.status)}">${call.status ?? t.noAnswer}</span>
          ${call.fault && html`<span class="tag warn">${call.fault}</span>`}
        </td>
        <td class="number">${call.ms}</td>
        <td>
          <details>
            <summary>${t.request}</summary>
            <pre>${call.request}</pre>
          </details>
        </td>
        <td>
          <details>
            <summary>${t.answer}</summary>
            <pre>${call.answer}</pre>
          </details>
        </td>
      </tr>`,
  );
  return html`<h1>${t.calls}</h1>
    <p class="lead">${t.callsLead}</p>
    ${view.table([t.kind, t.count, t.refusedCount, t.contacts], totals)}
    ${view.table([t.time, t.path, t.status, 'ms', t.request, t.answer], rows)}`;
}

export function noticesPage(view: View, notices: readonly NoticeRow[], page: number): Html {
  const { t } = view;
  const rows = newest(notices, page).map((notice) => {
    const last = notice.attempts.at(-1);
    const tone = notice.state === 'delivered' ? 'good' : notice.state === 'failed' ? 'bad' : 'warn';
    return html`<tr>
      <td class="time">${last && view.time(last.at)}</td>
      <td>${notice.listId}</td>
      <td><code>${notice.url}</code></td>
      <td><code>${notice.body}</code></td>
      <td><span class="tag ${tone}">${t.noticeState[notice.state]}</span></td>
      <td>${notice.attempts.map(({ outcome, ms }) => html`${outcome} (${ms} ms) `)}</td>
    </tr>`;
  });
  return html`<h1>${t.notices}</h1>
    <p class="lead">${t.noticesLead}</p>
    ${view.table([t.time, t.list, t.webhookUrl, t.request, t.status, t.answer], rows)}
    ${view.paging('/_sandbox/ui/notices', {}, { number: page, size: recordsMax, total: notices.length })}`;
}

/** A page of rows that are kept oldest first. */
function newest<Row>(rows: readonly Row[], page: number): readonly Row[] {
  const end = Math.max(0, rows.length - (page - 1) * recordsMax);
  return rows.slice(Math.max(0, end - recordsMax), end).reverse();
}

const toneOf = (status: number | null): string =>
  status === null || status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good';
