import { merchantActs, visitorActs } from '../contacts/acts';
import type { ContactRow, EventRow, ListRow, MailRow, MemberRow } from '../store/rows';
import { type Html, html } from './layout/html';
import { contactsTable } from './list-pages';
import { eventsTable, mailsTable } from './record-pages';
import { fieldsList, type View } from './layout/view';

const shownMax = 50;

export function contactsPage(view: View, found: readonly MemberRow[], q: string, page: number): Html {
  const { t } = view;
  const path = '/_sandbox/ui/contacts';
  return html`<h1>${t.contacts}</h1>
    <div class="card">${view.search(path, q)}</div>
    ${contactsTable(view, found.slice((page - 1) * shownMax, page * shownMax))}
    ${view.paging(path, { q }, { number: page, size: shownMax, total: found.length })}`;
}

/** Everything about one address: memberships with their buttons, events with the fields of their moment, mails. */
export function contactPage(
  view: View,
  about: {
    readonly contact: ContactRow;
    readonly lists: readonly { readonly list: ListRow; readonly member: MemberRow }[];
    readonly events: readonly EventRow[];
    readonly mails: readonly MailRow[];
  },
): Html {
  const { t } = view;
  const { contact } = about;
  const known = Object.fromEntries(
    Object.entries(contact.profile).filter(([, value]) => value !== null && value !== ''),
  );
  return html`<h1>${contact.email}</h1>
    <p class="lead">
      ${t.contact} ${contact.id}, ${t.created.toLowerCase()} ${view.time(contact.insertedAt)}
      ${contact.tags.map((tag) => html`<span class="tag">${tag}</span> `)}
    </p>
    ${Object.keys(known).length > 0 && html`<div class="card">${fieldsList(known)}</div>`}
    ${about.lists.map(({ list, member }) => membershipCard(view, list, member))}
    <h2>${t.events}</h2>
    ${eventsTable(view, about.events)}
    <h2>${t.mails}</h2>
    ${mailsTable(view, about.mails)}`;
}

function membershipCard(view: View, list: ListRow, member: MemberRow): Html {
  const { t } = view;
  const own = { list: list.id, email: member.email };
  const by = { api: t.api, visitor: t.visitor, merchant: t.merchant, system: t.system };
  return html`<div class="card">
    <h2>
      <a href="${view.to(`/_sandbox/ui/lists/${list.id}`)}">${list.name}</a> ${view.status(member.status)}
    </h2>
    ${fieldsList(member.fields)}
    <h3>${t.visitor}</h3>
    <div class="buttons">
      ${visitorActs.map((act) => view.button(t.act[act], 'visitor', { ...own, act }))}
    </div>
    <h3>${t.merchant}</h3>
    <div class="buttons">
      ${merchantActs.map((act) => view.button(t.merchantAct[act], 'merchant', { ...own, act }))}
    </div>
    ${Object.keys(list.fields).length > 0 && html`<div class="buttons">${fieldForm(view, list, own)}</div>`}
    <h3>${t.history}</h3>
    <ol class="history">
      ${[...member.history]
        .reverse()
        .map(
          ({ at, status, by: who }) =>
            html`<li>${view.time(at)} ${view.status(status)} <span class="soft">${by[who]}</span></li>`,
        )}
    </ol>
  </div>`;
}

function fieldForm(view: View, list: ListRow, own: { readonly list: number; readonly email: string }): Html {
  const { t } = view;
  const options = Object.keys(list.fields).map((key) => html`<option>${key}</option>`);
  return view.form(
    'set-field',
    own,
    html`<select name="field" aria-label="${t.field}">
        ${options}</select
      ><input type="text" name="value" placeholder="${t.value}" aria-label="${t.value}" /><button>
        ${t.save}
      </button>`,
  );
}
