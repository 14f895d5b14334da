import { useEffect, type ReactNode } from 'react';
import styles from './design.module.css';
import { TextLink } from './Links';
import { useDesignTexts } from './texts';

/** Parts of the help page, as vite.config.mts names them. */
export type HelpPart = 'about' | 'key' | 'export' | 'fields' | 'mails' | 'stopped';

/** A screen: its name, one sentence about it, its part of the help page, the way back, and what can be done at the top right. */
export function Page({
  title,
  lead,
  help,
  back,
  actions,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly help?: HelpPart;
  /** A link to the list that this screen was chosen from. */
  readonly back?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const say = useDesignTexts();
  useEffect(() => {
    document.title = `${title} · Ellity`;
  }, [title]);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <div>
          {back ? (
            <p className={styles['back']}>
              <span aria-hidden>← </span>
              {back}
            </p>
          ) : null}
          <h1>{title}</h1>
          {lead ? <p className={styles['lead']}>{lead}</p> : null}
          {help ? (
            <TextLink to="/help" hash={help} size="sm" underline="always">
              {say('help')}
            </TextLink>
          ) : null}
        </div>
        {actions ? <div className={styles['actions']}>{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}

/** A part of a screen. `flush`: its content, such as a table, reaches from edge to edge. */
export function Card({
  title,
  lead,
  actions,
  flush = false,
  id,
  children,
}: {
  readonly title?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly flush?: boolean;
  readonly id?: string;
  readonly children?: ReactNode;
}) {
  return (
    <section className={styles['card']} id={id}>
      {title ? (
        <div className={styles['cardHead']}>
          <div>
            <h2>{title}</h2>
            {lead ? <p>{lead}</p> : null}
          </div>
          {actions ? <div className={styles['actions']}>{actions}</div> : null}
        </div>
      ) : null}
      {children ? <div className={styles[flush ? 'cardFlush' : 'cardBody']}>{children}</div> : null}
    </section>
  );
}

export const Columns = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles['columns']}>{children}</div>
);
