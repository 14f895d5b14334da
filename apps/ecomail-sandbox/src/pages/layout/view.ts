import { Html, html, type HtmlValue } from './html';
import { type Language, type Texts, texts } from './texts';

/** A row of a table. A marked one stands out. */
export interface Row {
  readonly cells: readonly HtmlValue[];
  readonly isMarked?: boolean;
  /** By which a link leads to it. */
  readonly id?: string;
}

type Params = Readonly<Record<string, string | number | null | undefined>>;

/** What every page needs: its language, its links, and how it writes times and statuses. */
export class View {
  readonly t: Texts;

  constructor(
    readonly language: Language,
    readonly account: string,
    /** By a link; otherwise the browser says it, and links need not. */
    private readonly isLanguageChosen = true,
  ) {
    this.t = texts[language];
  }

  /** A link that keeps the language and the account. */
  to(path: string, params: Params = {}): string {
    const query = new URLSearchParams();
    const all: Params = {
      ...params,
      lang: this.isLanguageChosen ? this.language : null,
      account: this.account === '1' ? null : this.account,
    };
    for (const [name, value] of Object.entries(all))
      if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
    const text = query.toString();
    return text === '' ? path : `${path}?${text}`;
  }

  contactPath(email: string): string {
    return this.to(`/_sandbox/ui/contacts/${encodeURIComponent(email)}`);
  }

  time(iso: string): Html {
    const text = new Date(iso).toLocaleString(this.language === 'cs' ? 'cs-CZ' : 'en-GB', {
      timeZone: 'Europe/Prague',
    });
    return html`<time datetime="${iso}" title="${iso}">${text}</time>`;
  }

  status(status: 1 | 2 | 3 | 4 | 5 | 6): Html {
    const tone = status === 1 ? 'good' : status === 2 ? '' : status === 6 ? 'warn' : 'bad';
    return html`<span class="tag ${tone}">${this.t.statusName[status]}</span>`;
  }

  /** A button that acts and comes back to `back`. */
  button(text: string, act: string, values: Params, tone = ''): Html {
    return html`<form method="post" action="${this.to(`/_sandbox/ui/acts/${act}`)}">
      ${hiddenInputs(values)}<button class="${tone}">${text}</button>
    </form>`;
  }

  form(act: string, values: Params, content: Html): Html {
    return html`<form class="line" method="post" action="${this.to(`/_sandbox/ui/acts/${act}`)}">
      ${hiddenInputs(values)}${content}
    </form>`;
  }

  /** Rows of cells under `heads`; on a narrow screen each row is a card that names its cells. */
  table(heads: readonly string[], rows: readonly Row[]): Html {
    if (rows.length === 0) return html`<div class="card empty">${this.t.none}</div>`;
    const numbers = new Set(
      rows[0]?.cells.flatMap((cell, index) => (typeof cell === 'number' ? [index] : [])),
    );
    const kind = (index: number) => (numbers.has(index) ? 'number' : '');
    return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            ${heads.map((head, index) => html`<th class="${kind(index)}">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ cells, isMarked, id }) =>
              html`<tr class="${isMarked ? 'marked' : ''}" ${id !== undefined && html`id="${id}"`}>
                ${cells.map((cell, index) => html`<td class="${kind(index)}" data-head="${heads[index]}">${shown(cell)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  number(value: number): string {
    return value.toLocaleString(this.language === 'cs' ? 'cs-CZ' : 'en-GB');
  }

  /** A number of bytes as people read it. */
  size(bytes: number): string {
    const [amount, unit] =
      bytes < 1024 ? [bytes, 'B'] : bytes < 1024 ** 2 ? [bytes / 1024, 'kB'] : [bytes / 1024 ** 2, 'MB'];
    return `${amount.toLocaleString(this.language, { maximumFractionDigits: unit === 'MB' ? 1 : 0 })} ${unit}`;
  }

  /** A box to look for `q` below `path`. */
  search(path: string, q: string): Html {
    const { t, language, account } = this;
    return html`<form class="line" method="get" action="${path}">
      <input type="search" name="q" value="${q}" placeholder="${t.search}" aria-label="${t.search}" />
      ${hiddenInputs({ lang: this.isLanguageChosen ? language : null, account: account === '1' ? null : account })}
      <button>${t.search}</button>
    </form>`;
  }

  /** Links to the pages before and after, where there are any. */
  paging(
    path: string,
    params: Params,
    page: { readonly number: number; readonly size: number; readonly total: number },
  ): Html {
    const last = Math.max(1, Math.ceil(page.total / page.size));
    const link = (number: number, text: string) =>
      number < 1 || number > last
        ? null
        : html`<a href="${this.to(path, { ...params, page: number })}">${text}</a>`;
    return html`<p class="pages">
      <span>${this.t.total}: ${page.total}</span>${link(page.number - 1, this.t.previous)}<span
        >${page.number} / ${last}</span
      >${link(page.number + 1, this.t.next)}
    </p>`;
  }
}

function hiddenInputs(values: Params): readonly Html[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined
      ? []
      : [html`<input type="hidden" name="${name}" value="${value}" />`],
  );
}

/** A cell without content still says so. */
function shown(cell: HtmlValue): HtmlValue {
  return cell === null || cell === undefined || cell === false || cell === '' ? '–' : cell;
}

/** JSON with a line for each property, where it is JSON; else the text as it is. */
export function readableJson(text: string | null): Html {
  if (text === null) return html`<span class="soft">–</span>`;
  try {
    const value: unknown = JSON.parse(text);
    return html`<pre>${typeof value === 'object' ? JSON.stringify(value, null, 1) : text}</pre>`;
  } catch {
    return html`<pre>${text}</pre>`;
  }
}

/** Fields as pairs, in their order. */
export function fieldsList(fields: Readonly<Record<string, string | number | null>>): Html {
  const entries = Object.entries(fields);
  if (entries.length === 0) return html`<span>–</span>`;
  return html`<dl>
    ${entries.map(
      ([key, value]) =>
        html`<dt><code>${key}</code></dt>
          <dd>${value ?? ''}</dd>`,
    )}
  </dl>`;
}

const sections = [
  'lists',
  'contacts',
  'events',
  'mails',
  'calls',
  'notices',
  'switches',
  'faults',
  'inbox',
] as const;
export type Section = (typeof sections)[number];

/** A whole page. `here` is its own path, for the link to the other language. */
export function pageOf(view: View, section: Section, title: string, here: string, content: Html): string {
  const { t, language } = view;
  const other = language === 'cs' ? 'en' : 'cs';
  const links = sections.map((one) => {
    const path = one === 'lists' ? '/' : `/_sandbox/ui/${one}`;
    return html`<a href="${view.to(path)}" ${one === section ? new Html(' aria-current="page"') : null}
      >${t[one]}</a
    >`;
  });
  const toOther = new View(other, view.account).to(here);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${t.title}</title>
        <link rel="stylesheet" href="/_sandbox/ui/style.css" />
      </head>
      <body>
        <header>
          <div>
            <strong>Ecomail <span>sandbox</span></strong>
            <a class="language" href="${toOther}" lang="${other}">${other === 'cs' ? 'Česky' : 'English'}</a>
            <nav>${links}</nav>
          </div>
        </header>
        <main>${content}</main>
        <footer>${t.timesAre}</footer>
      </body>
    </html>`.markup;
}
