import { countersOf } from '../lists/list-shapes';
import type { AccountRow, ListRow, MemberRow } from '../store/rows';
import { type Html, html } from './layout/html';
import { fieldsList, type View } from './layout/view';

const shownMax = 50;

/** Lists of an account, its key, and other accounts if there are any. */
export function listsPage(
  view: View,
  about: {
    readonly account: AccountRow;
    readonly accounts: readonly AccountRow[];
    readonly lists: readonly (readonly [ListRow, Iterable<MemberRow>])[];
  },
): Html {
  const { t } = view;
  const others = about.accounts.filter(({ id }) => id !== about.account.id);
  return html`<h1>${t.lists}</h1>
    <p class="lead">${t.listsLead}</p>
    <div class="card">
      <dl>
        <dt>${t.account}</dt>
        <dd>
          ${about.account.name}
          ${others.map(({ id, name }) => html`· <a href="${view.to('/', { account: id })}">${name}</a> `)}
        </dd>
        <dt>${t.apiKey}</dt>
        <dd><code>${about.account.key}</code></dd>
      </dl>
      <div class="buttons">${view.button(t.newKey, 'new-key', {}, 'danger')}</div>
    </div>
    <div class="cards">
      ${about.lists.map(([list, members]) => listCard(view, list, members))}
      <div class="card">
        <h3>${t.newList}</h3>
        ${view.form('create-list', {}, html`<input type="text" name="name" required aria-label="${t.name}" /><button class="main">${t.create}</button>`)}
      </div>
    </div>`;
}

function listCard(view: View, list: ListRow, members: Iterable<MemberRow>): Html {
  const { t } = view;
  const counters = countersOf(members);
  return html`<div class="card">
    <h3>
      <a href="${view.to(`/_sandbox/ui/lists/${list.id}`)}">${list.name}</a>
      <span class="tag">${list.id}</span>
    </h3>
    <dl>
      <dt>${t.statusName[1]}</dt>
      <dd>${counters.subscribed}</dd>
      <dt>${t.statusName[2]}</dt>
      <dd>${counters.unsubscribed}</dd>
      <dt>${t.statusName[6]}</dt>
      <dd>${counters.unconfirmed}</dd>
      <dt>${t.fields}</dt>
      <dd>${Object.keys(list.fields).length}</dd>
      <dt>${t.created}</dt>
      <dd>${view.time(list.createdAt)}</dd>
    </dl>
  </div>`;
}

/** One list: what the merchant can set, the form of the visitor, its contacts. */
export function listPage(
  view: View,
  list: ListRow,
  found: readonly MemberRow[],
  q: string,
  page: number,
): Html {
  const { t } = view;
  const path = `/_sandbox/ui/lists/${list.id}`;
  const shown = found.slice((page - 1) * shownMax, page * shownMax);
  return html`<h1>${list.name}</h1>
    <p class="lead">${t.list} ${list.id}, ${t.created.toLowerCase()} ${view.time(list.createdAt)}</p>
    ${settingsCard(view, list)}
    <h2>${t.contacts}</h2>
    <div class="card">${view.search(path, q)}</div>
    ${contactsTable(view, shown)}
    ${view.paging(path, { q }, { number: page, size: shownMax, total: found.length })}`;
}

export function contactsTable(view: View, members: readonly MemberRow[]): Html {
  const { t } = view;
  return view.table(
    [t.email, t.list, t.status, t.fields, t.lastWrite],
    members.map((member) => ({
      cells: [
        html`<a href="${view.contactPath(member.email)}">${member.email}</a>`,
        html`<a href="${view.to(`/_sandbox/ui/lists/${member.listId}`)}">${member.listId}</a>`,
        view.status(member.status),
        html`<details>
          <summary>${t.fields} (${Object.keys(member.fields).length})</summary>
          ${fieldsList(member.fields)}
        </details>`,
        view.time(member.writtenAt),
      ],
    })),
  );
}

function settingsCard(view: View, list: ListRow): Html {
  const { t } = view;
  const own = { list: list.id };
  const fields = Object.entries(list.fields).map(([key, { type }]) => ({
    cells: [
      html`<code>${key}</code>`,
      html`<code>${type}</code>`,
      view.button(t.deleteField, 'delete-field', { ...own, field: key }, 'quiet'),
    ],
  }));
  return html`<div class="cards">
      <div class="card">
        <h3>${t.settings}</h3>
        ${view.form('set-webhook', own, html`<label>${t.webhookUrl}<input type="url" name="url" value="${list.webhookUrl}" placeholder="https://" /></label><button>${t.save}</button>`)}
        <p>${t.doubleOptIn}: <b>${list.isDoubleOptIn ? t.on : t.off}</b></p>
        <div class="buttons">
          ${view.button(list.isDoubleOptIn ? t.turnOff : t.turnOn, 'set-double-opt-in', { ...own, on: list.isDoubleOptIn ? 'no' : 'yes' })}
          ${view.button(t.deleteList, 'delete-list', own, 'danger')}
        </div>
      </div>
      <div class="card">
        <h3>${t.formOf}</h3>
        ${view.form('visitor', { ...own, act: 'subscribe' }, html`<input type="email" name="email" required placeholder="jana@example.com" aria-label="${t.email}" /><button class="main">${t.signUp}</button>`)}
      </div>
    </div>
    <h2>${t.fields}</h2>
    ${view.table([t.field, t.type, t.remove], fields)}`;
}
