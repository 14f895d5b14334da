import { IconCircleCheck } from '@tabler/icons-react';
import { core, take } from '../api/client';
import { usePages } from '../api/pages';
import type { Core } from '../api/types';
import { Figure, Figures } from '../design/Credits';
import table from '../design/design.module.css';
import { ListCard } from '../design/ListCard';
import { Note } from '../design/States';
import { formatAmount } from '../language/amounts';
import { formatCount } from '../language/numbers';
import { useLanguage } from '../language/texts';
import { useCustomersTexts } from './texts';

/** What a file would change, and the lines that cannot be taken. */
export function ImportFindings({ shop, view }: { readonly shop: string; readonly view: Core['ImportView'] }) {
  const say = useCustomersTexts();
  const language = useLanguage();
  return (
    <>
      <span className={table['soft']}>
        {say('import.lines')}: {formatCount(view.lines, language)}
      </span>
      <Figures ofCredits>
        <Figure name={say('import.creates')} value={formatCount(view.creates, language)} />
        <Figure name={say('import.updates')} value={formatCount(view.updates, language)} />
        <Figure name={say('import.credits')} value={formatAmount(view.credits, language)} />
        <Figure name={say('import.invalid')} value={formatCount(view.invalid, language)} />
      </Figures>
      {view.ignoredColumns.length > 0 ? (
        <Note>{say('import.ignored', { columns: view.ignoredColumns.join(', ') })}</Note>
      ) : null}
      {view.invalid + view.failed > 0 ? <ImportProblems shop={shop} id={view.id} /> : null}
    </>
  );
}

/** What is wrong with lines of a file, or what could not be done of them. */
export function ImportProblems({ shop, id }: { readonly shop: string; readonly id: string }) {
  const say = useCustomersTexts();
  const language = useLanguage();
  const problems = usePages(['import', shop, id, 'problems'], (before, signal) =>
    take(
      core.GET('/shops/{shopId}/imports/{importId}/problems', {
        params: { path: { shopId: shop, importId: id }, query: { limit: 20, before } },
        signal,
      }),
    ),
  );
  return (
    <ListCard
      title={say('import.problems')}
      list={problems}
      empty={{
        icon: <IconCircleCheck size={22} />,
        title: say('import.noProblems'),
        text: say('import.lead'),
      }}
      columns={[[say('import.line'), 'number'], say('import.column'), say('import.problem')]}
      row={(one) => (
        <tr key={`${one.line}${one.column}${one.code}`}>
          <td className={table['number']}>{formatCount(one.line, language)}</td>
          <td>{one.column === null ? '–' : say(`import.column.${one.column}`)}</td>
          <td>{one.text[language]}</td>
        </tr>
      )}
    />
  );
}
