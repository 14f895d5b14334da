import { Transactions } from '@ellity/messaging';
import { type Caller, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { recordAudit } from '../letters/audit';
import { changesBetween } from '../letters/changes';
import { LetterVault } from '../letters/letter-vault';
import type { LetterEdit } from './actions.request';
import { type Edited, givenBack, withData } from './edits';

interface Editable {
  readonly state: string;
  readonly content_sealed: string | null;
  readonly edited_sealed: string | null;
}

/**
 * Edits one letter. The original is kept beside it; the audit names the fields, not their values. What people see of a
 * letter is masked in part, so what comes back as it was shown is what it was.
 */
@Injectable()
export class EditsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly vault: LetterVault,
  ) {}

  async edit(letterId: string, { data, why }: LetterEdit, caller: Caller): Promise<void> {
    await this.transactions.run(async ({ manager }) => {
      const [row]: Editable[] = await manager.query(
        'select state, content_sealed, edited_sealed from letters where id = $1 for update',
        [letterId],
      );
      if (!row)
        throw new Problem(
          404,
          'letter-unknown',
          'There is no such letter. GET /letters shows those that there are.',
        );
      if (row.state !== 'open' || row.content_sealed === null)
        throw new Problem(
          409,
          'letter-not-open',
          `The letter is ${row.state}: only an open one is edited.`,
          [],
          {
            cs: 'Tahle zpráva už nečeká: někdo ji mezitím odeslal nebo odložil. Upravit jde jen čekající.',
            en: 'This letter is not open any more: somebody replayed or discarded it. Only open ones are edited.',
          },
        );
      const { body } = this.vault.open(letterId, row.content_sealed);
      const shown = row.edited_sealed === null ? body : this.vault.openEdit(letterId, row.edited_sealed);
      const edited = editedBody(body, givenBack(shown, data));
      if (!edited.ok && edited.code !== 'nothing-changed') throw refusal(edited.code, edited.problems);
      await manager.query(
        'update letters set edited_sealed = $2, seen_at = coalesce(seen_at, now()) where id = $1',
        [letterId, edited.ok ? this.vault.sealEdit(letterId, edited.body) : null],
      );
      const fields = edited.ok
        ? changesBetween(jsonOf(body), jsonOf(edited.body)).map(({ field }) => field)
        : [];
      await recordAudit(manager, caller, { what: 'letter-edited', why, letterId, after: { fields } });
    });
  }
}

function editedBody(body: Buffer, { data, masked }: ReturnType<typeof givenBack>): Edited {
  if (masked.length === 0) return withData(body, data);
  const problems = masked.map((field) => `${field} is a mask and no value: type the value itself`);
  return { ok: false, code: 'field-masked', problems };
}

const refusal = (code: string, problems: readonly string[]): Problem =>
  new Problem(
    422,
    `edit-${code}`,
    `The letter stays as it is: ${problems.join('; ')}.`,
    problems.map((problem) => ({ field: `data.${problem.split(/[ .:]/, 1)[0] ?? ''}`, problem })),
    {
      cs: `Zpráva zůstala, jaká byla: ${problems.join('; ')}.`,
      en: `The letter stays as it is: ${problems.join('; ')}.`,
    },
  );

const jsonOf = (body: Buffer): unknown => JSON.parse(body.toString('utf8'));
