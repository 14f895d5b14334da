import { AwardCredit, compose } from '@ellity/contracts';
import { eventually, TestBrowser } from '@ellity/testing';
import { publishAs } from './broker.fixture';
import type { Credentials } from './people.fixture';
import type { CustomerSeen } from './shop.fixture';
import { urlOf } from './system.fixture';
import { runTool } from './tools.fixture';

/** Dead letters of each kind, and a replay that takes longer than the pictures; resolves with where they are shown. */
export async function lettersToLookAt(
  shopId: string,
  { id: subject }: CustomerSeen,
  { email, password }: Credentials,
): Promise<Record<'group' | 'letter' | 'action', string>> {
  const source = 'shop-adapter';
  const anAward = (nth: number, amount: string, reference: string | null) => {
    const data = { amount, reason: 'order', reference, idempotencyKey: `${shopId}-${amount}-${nth}` };
    const body = compose(AwardCredit, data, { source, shopId, subject });
    return { type: body.type, body };
  };
  await runTool('break', 'demo');
  const made = Array.from({ length: 80 }, (_, nth) =>
    nth % 2 === 0 ? anAward(nth, '12', null) : anAward(nth, '12.00', 'practice-bug'),
  );
  await publishAs(source, 'loyalty.commands', ...made);
  const console = new TestBrowser(urlOf('console'));
  await console.signIn(email, password);
  const lettersOf = async (code: string) => {
    const { body } = await console.ask('GET', `/api/letters/letters?shopId=${shopId}&code=${code}`);
    const items = body['items'] as { id: string; groupId: string }[];
    if (items.length < 40) throw new Error(`of 40 letters only ${items.length} are there`);
    return items;
  };
  const [letter] = await eventually(() => lettersOf('data-invalid'), { timeoutMs: 60_000 });
  await eventually(() => lettersOf('practice-bug'), { timeoutMs: 60_000 });
  await runTool('break', 'demo', '--mend');
  const replay = {
    kind: 'replay',
    filter: { shopId, code: 'practice-bug' },
    rate: 0.2,
    why: 'chyba je opravená',
  };
  const { body: action } = await console.ask('POST', '/api/letters/actions', replay);
  return {
    group: `groups/${letter?.groupId ?? ''}`,
    letter: letter?.id ?? '',
    action: `actions/${String(action['id'])}`,
  };
}
