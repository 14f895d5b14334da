import type { ReactNode } from 'react';
import type { Letters } from '../api/types';
import table from '../design/design.module.css';
import { TextLink } from '../design/Links';
import type { Column } from '../design/ListCard';
import { Pill } from '../design/States';
import { formatMoment } from '../language/times';
import { useLanguage } from '../language/texts';
import styles from './letters.module.css';
import { useContractWords } from '../problems/contract-words';
import { useLettersTexts } from './texts';

export const stateTones = { open: 'warn', taken: 'calm', delivered: 'good', discarded: 'plain' } as const;

/** The columns that a `LetterRow` fills, behind the one of its tick. */
export function useLetterColumns(): readonly Column[] {
  const say = useLettersTexts();
  return [say('list.message'), [say('list.whose'), 'wide'], say('list.state'), [say('list.last'), 'wide']];
}

/** A letter in a list. */
export function LetterRow({
  letter,
  tick,
  isOfGroup = false,
}: {
  readonly letter: Letters['LetterView'];
  readonly tick?: ReactNode;
  /** All letters of the list failed alike, which is said above them. */
  readonly isOfGroup?: boolean;
}) {
  const { problemOf } = useContractWords();
  const say = useLettersTexts();
  const language = useLanguage();
  return (
    <tr>
      {tick === undefined ? null : <td>{tick}</td>}
      <td>
        <div className={styles['what']}>
          <TextLink to="/operations/letters/$letter" params={{ letter: letter.id }}>
            {letter.type}
          </TextLink>
          {isOfGroup ? null : <small>{problemOf(letter.message) || letter.code}</small>}
          <small>{letter.messageId}</small>
        </div>
      </td>
      <td className={table['wide']}>{letter.shopId ?? '–'}</td>
      <td>
        <Pill tone={stateTones[letter.state]}>{say(`state.${letter.state}`)}</Pill>
        {letter.isEdited ? <div className={table['soft']}>{say('letter.edited')}</div> : null}
        {letter.isReplayable ? null : <div className={table['soft']}>{say('letter.noWayBack')}</div>}
        {letter.returns > 0 ? (
          <div className={table['soft']}>{say('letter.returns', { count: letter.returns })}</div>
        ) : null}
      </td>
      <td className={table['wide']}>{formatMoment(letter.lastAt, language)}</td>
    </tr>
  );
}
