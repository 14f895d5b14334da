import type { Letters } from '../../api/types';
import table from '../../design/design.module.css';
import { Card, Columns } from '../../design/Page';
import { Scroll } from '../../design/Scroll';
import { Note } from '../../design/States';
import styles from '../letters.module.css';
import { useContractWords } from '../../problems/contract-words';
import { useLettersTexts } from '../texts';

/** The message, and beside it the rules of its type; the broken ones are pointed at. */
export function BesideContract({ of }: { readonly of: Letters['LetterInFull'] }) {
  const say = useLettersTexts();
  const { problemOf } = useContractWords();
  const { body, contract, problems } = of;
  return (
    <Columns>
      <Card title={say('body.title')} lead={say('body.lead')}>
        {body === null ? (
          <Note>{say('body.erased')}</Note>
        ) : (
          <Scroll label={say('body.title')}>
            <pre className={styles['body']}>{body}</pre>
          </Scroll>
        )}
      </Card>
      <Card title={say('contract.title')} lead={contract?.description} flush>
        {problems.length > 0 ? (
          <div className={table['inset']}>
            <Note tone="bad" title={say('contract.broken', { count: problems.length })}>
              <ul className={styles['steps']}>
                {problems.map((problem) => (
                  <li key={problem}>{problemOf(problem)}</li>
                ))}
              </ul>
            </Note>
          </div>
        ) : contract ? (
          <div className={table['inset']}>
            <Note tone="good">{say('contract.kept')}</Note>
          </div>
        ) : null}
        {contract ? (
          <Rules fields={contract.fields} />
        ) : (
          <div className={table['inset']}>
            <Note tone="warn">{say('contract.none')}</Note>
          </div>
        )}
      </Card>
    </Columns>
  );
}

function Rules({ fields }: { readonly fields: readonly Letters['ContractField'][] }) {
  const say = useLettersTexts();
  const { ruleOf, problemOf } = useContractWords();
  return (
    <Scroll label={say('contract.title')}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">{say('contract.field')}</th>
            <th scope="col">{say('contract.rule')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name} className={field.problems.length > 0 ? styles['broken'] : undefined}>
              <td>
                <code className={`${table['code']} ${styles['name']}`}>{field.name}</code>
                {field.isGiven ? null : <div className={table['soft']}>{say('contract.missing')}</div>}
              </td>
              <td className={styles['what']}>
                {field.rule === null ? '–' : ruleOf(field.rule)}
                {field.description ? <small lang="en">{field.description}</small> : null}
                {field.problems.map((problem) => (
                  <div key={problem} className={styles['problem']}>
                    {problemOf(problem)}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
