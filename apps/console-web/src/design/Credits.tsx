import type { ReactNode } from 'react';
import { formatCredits } from '../language/amounts';
import { useLanguage } from '../language/texts';
import styles from './design.module.css';

/** An amount of credits in words: `5 kreditů`. */
export const Credits = ({
  amount,
  signed = false,
}: {
  readonly amount: string;
  readonly signed?: boolean;
}) => <>{formatCredits(amount, useLanguage(), { signed })}</>;

/** A number that a screen is about, with its name above and what explains it below. */
export const Figure = ({
  name,
  value,
  note,
}: {
  readonly name: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
}) => (
  <div className={styles['figure']}>
    <dt>{name}</dt>
    <dd>
      {value}
      {note ? <div className={styles['figureNote']}>{note}</div> : null}
    </dd>
  </div>
);

/** `ofCredits`: some may be amounts of millions, which need more room than counts do. */
export const Figures = ({
  children,
  ofCredits = false,
}: {
  readonly children: ReactNode;
  readonly ofCredits?: boolean;
}) => <dl className={`${styles['figures']} ${ofCredits ? styles['ofCredits'] : ''}`}>{children}</dl>;

/** Names and values in two columns. */
export const Facts = ({
  of,
}: {
  readonly of: readonly (readonly [name: string, value: ReactNode] | null | false)[];
}) => (
  <dl className={styles['facts']}>
    {of.map((fact) =>
      fact ? (
        <div key={fact[0]} style={{ display: 'contents' }}>
          <dt>{fact[0]}</dt>
          <dd>{fact[1]}</dd>
        </div>
      ) : null,
    )}
  </dl>
);
