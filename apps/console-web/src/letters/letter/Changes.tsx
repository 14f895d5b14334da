import table from '../../design/design.module.css';
import { Scroll } from '../../design/Scroll';
import styles from '../letters.module.css';
import { useLettersTexts } from '../texts';

interface Change {
  readonly name: string;
  readonly before: string | null | undefined;
  readonly after: string | null | undefined;
}

/** What an edit changes, field by field. */
export function Changes({ of }: { readonly of: readonly Change[] }) {
  const say = useLettersTexts();
  return (
    <Scroll label={say('changes.title')}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">{say('contract.field')}</th>
            <th scope="col">{say('changes.before')}</th>
            <th scope="col">{say('changes.after')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ name, before, after }) => (
            <tr key={name}>
              <td>{name}</td>
              <td className={styles['before']}>{before ?? '–'}</td>
              <td className={styles['after']}>{after ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
