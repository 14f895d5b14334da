import type { Html } from './layout/html';
import type { Language } from './layout/texts';
import { pageOf, type Section, View } from './layout/view';

export type Queried = Readonly<Record<string, string | undefined>>;

export const asHtml = ['content-type', 'text/html; charset=utf-8'] as const;

/** The whole page that a request asks for, in its language and for its account. */
export function page(
  request: { readonly path: string; acceptsLanguages(languages: string[]): string | false },
  query: Queried,
  section: Section,
  content: (view: View) => Html,
  title?: string,
): string {
  const wanted = query['lang'];
  const isChosen = wanted === 'cs' || wanted === 'en';
  const view = new View(isChosen ? wanted : languageOf(request), query['account'] ?? '1', isChosen);
  return pageOf(view, section, title ?? view.t[section], request.path, content(view));
}

/** Czech unless the browser asks for other languages only. */
const languageOf = (request: { acceptsLanguages(languages: string[]): string | false }): Language =>
  request.acceptsLanguages(['cs', 'en']) === 'cs' ? 'cs' : 'en';

export const accountOf = (query: Queried) =>
  query['account'] === undefined ? {} : { account: query['account'] };

export function pageNumber(query: Queried): number {
  const number = Number(query['page'] ?? 1);
  return Number.isInteger(number) && number > 0 ? number : 1;
}
