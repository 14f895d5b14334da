import { useQuery } from '@tanstack/react-query';
import { core, take } from '../api/client';
import type { Core } from '../api/types';
import { Figure, Figures } from '../design/Credits';
import table from '../design/design.module.css';
import { Scroll } from '../design/Scroll';
import { Loaded, Note } from '../design/States';
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
      <Figures>
        <Figure name={say('import.lines')} value={formatCount(view.lines, language)} />
        <Figure name={say('import.creates')} value={formatCount(view.creates, language)} />
        <Figure name={say('import.updates')} value={formatCount(view.updates, language)} />
        <Figure name={say('import.credits')} value={formatAmount(view.credits, language)} />
        <Figure name={say('import.invalid')} value={formatCount(view.invalid, language)} />
      </Figures>
      {view.ignoredColumns.length > 0 ? (
        <Note>{say('import.ignored', { columns: view.ignoredColumns.join(', ') })}</Note>
      ) : null}
      {view.invalid > 0 ? <Problems shop={shop} id={view.id} /> : null}
    </>
  );
}

function Problems({ shop, id }: { readonly shop: string; readonly id: string }) {
  const say = useCustomersTexts();
  const language = useLanguage();
  const problems = useQuery({
    queryKey: ['import', shop, id, 'problems'],
    queryFn: () =>
      take(
        core.GET('/shops/{shopId}/imports/{importId}/problems', {
          params: { path: { shopId: shop, importId: id }, query: { limit: 20 } },
        }),
      ),
  });
  return (
    <Loaded query={problems}>
      {({ items }) => (
        <Scroll label={say('import.problems')}>
          <table className={table['table']}>
            <caption>{say('import.problems')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('import.line')}</th>
                <th scope="col">{say('import.problem')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={`${one.line}${one.column}${one.code}`}>
                  <td>{one.line}</td>
                  <td>{one.text[language]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Loaded>
  );
}
