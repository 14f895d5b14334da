import type { Html } from './layout/html';
import { pageOf, type Section, View } from './layout/view';

export type Queried = Readonly<Record<string, string | undefined>>;

export const asHtml = ['content-type', 'text/html; charset=utf-8'] as const;

/** The whole page that a request asks for, in its language and for its account. */
export function page(
  request: { readonly path: string },
  query: Queried,
  section: Section,
  content: (view: View) => Html,
  title?: string,
): string {
  const view = new View(query['lang'] === 'en' ? 'en' : 'cs', query['account'] ?? '1');
  return pageOf(view, section, title ?? view.t[section], request.path, content(view));
}

export const accountOf = (query: Queried) =>
  query['account'] === undefined ? {} : { account: query['account'] };

export function pageNumber(query: Queried): number {
  const number = Number(query['page'] ?? 1);
  return Number.isInteger(number) && number > 0 ? number : 1;
}
