import type { ListNotice } from '@ellity/ecomail';
import type { Call } from '../api/calls.service';
import { eventView } from '../control/views';
import type { EventRow, MailRow, NoticeRow } from '../store/rows';
import { type Html, html } from './layout/html';
import { fieldsList, readableJson, type View } from './layout/view';

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
    [t.time, t.email, t.event, t.value, t.fields],
    events.map((event) => ({
      id: `event-${event.id}`,
      cells: [
        view.time(event.at),
        html`<a href="${view.contactPath(event.email)}">${event.email}</a>`,
        html`<div>
            <code
              >${[event.category, event.action, event.label].filter((part) => part !== null).join(' / ')}</code
            >
          </div>
          <div class="soft id" title="${t.property}">${event.property}</div>`,
        readableJson(event.value),
        html`<details>
          <summary>${t.fieldsThen}</summary>
          ${fieldsList(eventView(event).fields)}
        </details>`,
      ],
    })),
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
    mails.map((mail) => ({
      cells: [
        view.time(mail.at),
        html`<a href="${view.contactPath(mail.email)}">${mail.email}</a>`,
        html`<span class="tag">${mail.label ?? t.confirmation}</span>`,
        html`<a href="${view.to(`/_sandbox/ui/mails/${mail.id}`)}">${mail.subject}</a>`,
      ],
    })),
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
            <dd><a href="${view.contactPath(mail.email)}#event-${mail.eventId}">${mail.eventId}</a></dd>`
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
  const totals = [...counts].map(([kind, { calls: made, refused, contacts }]) => ({
    cells: [html`<code>${kind}</code>`, made, refused, contacts],
  }));
  const rows = calls.map((call) => ({
    cells: [
      view.time(call.at),
      html`<code>${call.method} ${call.path}</code>`,
      html`<span class="tag ${toneOf(call.status)}">${call.status ?? t.noAnswer}</span>
        ${call.fault && html`<span class="tag warn">${t.faultName[call.fault]}</span>`}`,
      html`<span class="amount">${view.number(call.ms)}</span>`,
      html`<details>
        <summary>${t.content}</summary>
        <h3>${t.request}</h3>
        ${readableJson(call.request === '' ? null : call.request)}
        <h3>${t.answer}</h3>
        ${readableJson(call.answer === '' ? null : call.answer)}
      </details>`,
    ],
  }));
  return html`<h1>${t.calls}</h1>
    <p class="lead">${t.callsLead}</p>
    ${view.table([t.kind, t.count, t.refusedCount, t.contactsInBulk], totals)}
    ${view.table([t.time, t.path, t.status, t.milliseconds, t.content], rows)}`;
}

export function noticesPage(view: View, notices: readonly NoticeRow[], page: number): Html {
  const { t } = view;
  const rows = newest(notices, page).map((notice) => {
    const last = notice.attempts.at(-1);
    const tone = notice.state === 'delivered' ? 'good' : notice.state === 'failed' ? 'bad' : 'warn';
    const { payload } = JSON.parse(notice.body) as ListNotice;
    return {
      cells: [
        last && view.time(last.at),
        String(notice.listId),
        html`<a href="${view.contactPath(payload.email)}">${payload.email}</a>`,
        html`<code>${payload.status}</code>`,
        html`<code class="address" title="${notice.url}">${notice.url}</code>`,
        html`<span class="tag ${tone}">${t.noticeState[notice.state]}</span>`,
        notice.attempts.map(
          ({ outcome, ms }) =>
            html`<div class="id">${outcome} <span class="soft">${view.number(ms)} ms</span></div>`,
        ),
      ],
    };
  });
  return html`<h1>${t.notices}</h1>
    <p class="lead">${t.noticesLead}</p>
    ${view.table([t.time, t.list, t.email, t.notice, t.webhookUrl, t.status, t.answer], rows)}
    ${view.paging('/_sandbox/ui/notices', {}, { number: page, size: recordsMax, total: notices.length })}`;
}

/** A page of rows that are kept oldest first. */
function newest<Row>(rows: readonly Row[], page: number): readonly Row[] {
  const end = Math.max(0, rows.length - (page - 1) * recordsMax);
  return rows.slice(Math.max(0, end - recordsMax), end).reverse();
}

const toneOf = (status: number | null): string =>
  status === null || status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good';
