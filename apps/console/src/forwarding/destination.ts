/** Where a call below /api goes, and about which shop it is. */
import { Problem } from '@ellity/platform';
import { type Target, targets } from '../config';
import type { Person } from '../people/person';

export interface Destination {
  readonly target: Target;
  /** At the service, with the query as it was asked. */
  readonly path: string;
  /** The shop that the path names. */
  readonly shopId: string | undefined;
}

/**
 * What of each service people may reach: below `shops` lies what the first name in the path says, a shop; below `others`
 * what operators alone reach. Everything else, such as what services tell each other, is not there.
 */
const reachable: Readonly<
  Record<Target, { readonly shops: readonly string[]; readonly others: readonly string[] }>
> = {
  core: { shops: ['shops'], others: ['runs'] },
  sync: {
    shops: ['connections', 'contacts', 'events', 'reconciliation', 'books', 'shops'],
    others: ['runs', 'story'],
  },
  gateway: { shops: ['shops'], others: [] },
  letters: {
    shops: ['shops'],
    others: ['groups', 'letters', 'actions', 'preview', 'stats', 'audit', 'queues', 'runs'],
  },
};

/** Lists for which a merchant needs no shop in the path: the services show own shops only. */
const listsForMerchants: ReadonlySet<string> = new Set(['GET core/shops']);

/** Undefined: the console itself answers. Throws Problem 400 for a path that services could read in another way. */
export function destinationOf(url: string): Destination | undefined {
  const [, name, path = ''] = /^\/api\/([a-z]+)(?=[/?]|$)(.*)$/s.exec(url) ?? [];
  const target = targets.find((one) => one === name);
  if (target === undefined) return undefined;
  const [plain = ''] = path.split('?');
  const [root, second, ...rest] = segmentsOf(plain);
  const { shops, others } = reachable[target];
  if (root === undefined || ![...shops, ...others].includes(root)) throw notThere();
  const shopId = shops.includes(root) ? second : undefined;
  if (rest.includes('') || second === '') throw notThere();
  return { target, path: path === '' ? '/' : path, shopId };
}

/** Throws Problem 403 for what is not this person's to reach. The service called says so, too, by itself. */
export function demandReachable(method: string, { target, path, shopId }: Destination, person: Person): void {
  if (person.role === 'operator') return;
  const [, root = ''] = /^\/([^/?]*)/.exec(path) ?? [];
  const isList = shopId === undefined && listsForMerchants.has(`${method} ${target}/${root}`);
  if (isList || (shopId !== undefined && person.shops.includes(shopId))) return;
  throw shopNotYours();
}

function segmentsOf(path: string): string[] {
  if (/[\\\0]|%2f|%5c|%00|%2e|\/\.{1,2}(?:\/|$)/i.test(path)) throw notThere();
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    throw notThere();
  }
}

const notThere = (): Problem => new Problem(404, 'not-found', 'There is nothing that people may reach here.');

const shopNotYours = (): Problem =>
  new Problem(403, 'shop-not-yours', 'This is not about a shop of yours.', [], {
    cs: 'K tomuto obchodu nemáte přístup.',
    en: 'You have no access to this shop.',
  });
