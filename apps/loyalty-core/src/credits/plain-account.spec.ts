import type { Amount, Day } from '@ellity/contracts';
import fc from 'fast-check';
import type { PostingAction } from './posting';
import { PostingBatch } from './posting';

interface PlainLot {
  readonly id: string;
  readonly amount: Amount;
  readonly end: Day | null;
  left: Amount;
  /** What can be taken back no more: it was taken back, lapsed, or is missing. */
  gone: Amount;
  missing: Amount;
}

const endOf = ({ end }: PlainLot): string => end ?? '9999-12-31';
const lesser = (one: Amount, other: Amount): Amount => (one < other ? one : other);

/** The rules of a shop with the default settings as anybody would keep them on paper: lots, and what came out of which. */
class PlainAccount {
  readonly lots: PlainLot[] = [];
  private readonly spendings = new Map<string, Map<PlainLot, Amount>>();

  award(id: string, amount: Amount, end: Day | null): void {
    this.lots.push({ id, amount, end, left: amount, gone: 0n, missing: 0n });
  }

  spend(id: string, amount: Amount, today: Day): boolean {
    const living = this.lots
      .filter((lot) => endOf(lot) >= today)
      .sort((one, other) => endOf(one).localeCompare(endOf(other)) || one.id.localeCompare(other.id));
    if (living.reduce((sum, { left }) => sum + left, 0n) < amount) return false;
    const taken = new Map<PlainLot, Amount>();
    let open = amount;
    for (const lot of living) {
      const part = lesser(lot.left, open);
      lot.left -= part;
      open -= part;
      if (part > 0n) taken.set(lot, part);
    }
    this.spendings.set(id, taken);
    return true;
  }

  /** What comes back makes up what is missing of the same lot, and lapses where the last day is over. */
  cancel(id: string, today: Day): void {
    for (const [lot, part] of this.spendings.get(id) ?? []) {
      const made = lesser(lot.missing, part);
      lot.missing -= made;
      lot.left += part - made;
      if (endOf(lot) < today) this.lapse(lot);
    }
    this.spendings.delete(id);
  }

  revoke(id: string, asked: Amount | null): boolean {
    const lot = this.lots.find((one) => one.id === id);
    if (!lot || lot.gone >= lot.amount) return false;
    const claimed = lesser(asked ?? lot.amount, lot.amount - lot.gone);
    const taken = lesser(lot.left, claimed);
    lot.left -= taken;
    lot.missing += claimed - taken;
    lot.gone += claimed;
    return true;
  }

  night(today: Day): void {
    for (const lot of this.lots) if (endOf(lot) < today) this.lapse(lot);
  }

  private lapse(lot: PlainLot): void {
    lot.gone += lot.left;
    lot.left = 0n;
  }
}

const days: readonly Day[] = ['2027-03-01', '2027-03-02', '2027-03-03', '2027-03-04', '2027-03-05'];
const amount = fc.bigInt({ min: 1n, max: 5_000n });
const index = fc.nat(7);
const step = fc.oneof(
  fc.record({ kind: fc.constant('award' as const), amount, end: fc.constantFrom(null, ...days) }),
  fc.record({ kind: fc.constant('spend' as const), amount }),
  fc.record({ kind: fc.constant('cancel' as const), index }),
  fc.record({ kind: fc.constant('revoke' as const), index, amount: fc.option(amount) }),
  fc.record({ kind: fc.constant('midnight' as const) }),
  fc.record({ kind: fc.constant('night' as const) }),
);

describe('an account on which days pass, nights book what lapsed, and orders and spendings are cancelled', () => {
  it('holds in every lot what a plain account on paper holds, and refuses what that refuses', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        let [number, today] = [0, 0];
        const paper = new PlainAccount();
        const batch = new PostingBatch({
          accounts: new Map(),
          newId: () => String((number += 1)).padStart(4, '0'),
        });
        const by = { service: 'shop-adapter', actor: null, key: null, runId: null };
        const posting = {
          shopId: 'demo',
          customerId: 'jana',
          reason: 'order',
          reference: null,
          announce: true,
          by,
        };
        const post = (action: PostingAction) => batch.post({ ...posting, action }, days[today] ?? '');
        const [awards, spendings]: [string[], string[]] = [[], []];
        for (const one of steps) {
          const day = days[today] ?? '';
          if (one.kind === 'award') {
            const posted = post({ kind: 'award', amount: one.amount, expiresOn: one.end });
            if ('refused' in posted) throw new Error(posted.refused);
            awards.push(posted.entry.id);
            paper.award(posted.entry.id, one.amount, one.end);
          } else if (one.kind === 'spend') {
            const posted = post({ kind: 'spend', amount: one.amount });
            const id = 'refused' in posted ? '' : posted.entry.id;
            expect(paper.spend(id, one.amount, day)).toBe(id !== '');
            if (id !== '') spendings.push(id);
          } else if (one.kind === 'cancel') {
            const spendingId = spendings[one.index] ?? 'none';
            post({ kind: 'cancel-spending', spendingId, amount: null, renewal: null });
            paper.cancel(spendingId, day);
          } else if (one.kind === 'revoke') {
            const lotId = awards[one.index] ?? 'none';
            const rules = { today: day, shortfallRule: 'stop' } as const;
            const revoked = batch.revoke(posting, { lotId, amount: one.amount }, rules);
            expect(paper.revoke(lotId, one.amount)).toBe(!('refused' in revoked));
          } else if (one.kind === 'midnight') today = Math.min(today + 1, days.length - 1);
          else {
            post({ kind: 'lapse', lotIds: null });
            paper.night(day);
          }
          const lots = batch.accounts.get('jana')?.lots ?? [];
          expect(lots.map(({ id, remaining }) => [id, remaining])).toEqual(
            paper.lots.map(({ id, left }) => [id, left]),
          );
          expect(batch.balanceOf('jana')).toBe(paper.lots.reduce((sum, { left }) => sum + left, 0n));
        }
      }),
    );
  });
});
