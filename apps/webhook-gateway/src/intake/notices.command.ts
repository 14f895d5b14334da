import { runTool, ServiceCaller, ServiceTokens } from '@ellity/platform';
import { Command, Option } from 'commander';
import { setTimeout as delay } from 'node:timers/promises';
import { readNoticesConfig } from '../config';
import type { NoticeAnswer, NoticeDetailAnswer, NoticesAnswer } from './notices.response';
import { noticeLine, noticeText } from './notice-lines';

interface Filters {
  readonly shop: string;
  readonly open?: boolean;
  readonly verdict?: string;
  readonly email?: string;
  readonly limit: string;
  readonly json?: boolean;
}

const lookAgainMs = 1_000;

const toGateway = (): ServiceCaller => {
  const { url, tokenKeys } = readNoticesConfig();
  return new ServiceCaller('webhook-gateway', url, new ServiceTokens(tokenKeys, 'operator'));
};

const pathOf = (shop: string, id?: string): string =>
  `/shops/${encodeURIComponent(shop)}/notices${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;

function queryOf({ open, verdict, email, limit }: Filters): string {
  const given = { limit, ...(open ? { open: 'true' } : {}), verdict, email };
  const pairs = Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `?${new URLSearchParams(pairs).toString()}`;
}

const print = (notices: readonly NoticeAnswer[], isJson = false): void => {
  for (const notice of notices) console.log(isJson ? JSON.stringify(notice) : noticeLine(notice));
};

async function list(filters: Filters): Promise<void> {
  const { items } = await toGateway().ask<NoticesAnswer>('GET', pathOf(filters.shop) + queryOf(filters));
  print(items, filters.json);
  if (items.length === 0) console.error('no notices');
}

async function show(id: string, { shop, json }: Filters): Promise<void> {
  const notice = await toGateway().ask<NoticeDetailAnswer>('GET', pathOf(shop, id));
  console.log(json ? JSON.stringify(notice) : noticeText(notice));
}

async function verify(id: string, { shop }: Filters): Promise<void> {
  const notice = await toGateway().ask<NoticeDetailAnswer>('POST', `${pathOf(shop, id)}/verify`);
  console.log(`asked once more; so far: ${noticeLine(notice)}`);
}

/** Each notice when it comes, and again whenever something became of it. Until Ctrl-C. */
async function watch(filters: Filters): Promise<void> {
  const gateway = toGateway();
  const shown = new Map<string, string>();
  for (let isFirst = true; ; isFirst = false) {
    const { items } = await gateway.ask<NoticesAnswer>('GET', pathOf(filters.shop) + queryOf(filters));
    for (const notice of items.toReversed()) {
      const line = noticeLine(notice);
      if (!isFirst && shown.get(notice.id) !== line) print([notice], filters.json);
      shown.set(notice.id, line);
    }
    await delay(lookAgainMs);
  }
}

const command = new Command('npm run notices --')
  .description('list notices of a shop: what came in, and what became of it')
  .exitOverride();
const about = (name: string, words: string) =>
  command
    .command(name)
    .description(words)
    .requiredOption('--shop <shop>', 'id of the shop')
    .option('--json', 'one JSON object a line')
    .exitOverride();
const filtered = (name: string, words: string) =>
  about(name, words)
    .option('--open', 'only those that wait for a verdict, or for what loyalty-core makes of the command')
    .addOption(
      new Option('--verdict <verdict>', 'only those with this verdict').choices([
        ...['genuine', 'echo', 'other-list', 'not-so', 'unconfirmed', 'no-connection'],
      ]),
    )
    .option('--email <address>', 'only those about this address')
    .option('--limit <number>', 'how many', '50');

filtered('list', 'the newest first').action(list);
about('show <id>', 'one, with what was received').action(show);
about('verify <id>', 'has one verified once more; nobody earns anything twice').action(verify);
filtered('watch', 'shows them as they come, and what becomes of them; Ctrl-C ends it').action(watch);

void runTool('notices', () => command.parseAsync());
