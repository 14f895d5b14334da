import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './design.module.css';
import { Card } from './Page';
import { Scroll } from './Scroll';
import { Empty, Failed, Loading } from './States';
import { useDesignTexts } from './texts';

/** `number`: to the right. `wide`: not shown on narrow screens; its cells have the class of the same name. */
export type Column = string | readonly [title: string, kind: 'number' | 'wide'];

interface Listed<T> {
  readonly data: { readonly items: readonly T[] } | undefined;
  readonly error: unknown;
  readonly refetch: () => Promise<unknown>;
  readonly more?: { readonly isLoading: boolean; readonly load: () => void } | undefined;
}

/** A list as a table in a card, in each of its states: loading, empty with the next step, failed with a way on, full. */
export function ListCard<T>({
  title,
  label,
  lead,
  actions,
  list,
  empty,
  columns,
  row,
}: {
  readonly title?: string;
  /** What the table is called where the card has no title. */
  readonly label?: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly list: Listed<T>;
  readonly empty: {
    readonly icon: ReactNode;
    readonly title: string;
    readonly text: string;
    readonly action?: ReactNode;
  };
  readonly columns: readonly Column[];
  /** The `tr` of an item, with its key. */
  readonly row: (item: T) => ReactNode;
}) {
  const { data, error, refetch, more } = list;
  const head = { ...(title === undefined ? {} : { title }), lead, actions };
  if (!data)
    return (
      <Card {...head} flush>
        {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />}
      </Card>
    );
  if (data.items.length === 0)
    return (
      <Card {...head} flush>
        <Empty icon={empty.icon} title={empty.title} action={empty.action}>
          {empty.text}
        </Empty>
      </Card>
    );
  return (
    <Card {...head} flush>
      <Scroll label={title ?? label ?? ''}>
        <table className={styles['table']} aria-label={title ?? label}>
          <thead>
            <tr>
              {columns.map((column) => {
                const [name, kind] = typeof column === 'string' ? [column] : column;
                return (
                  <th key={name} scope="col" className={kind && styles[kind]}>
                    {name}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>{data.items.map(row)}</tbody>
        </table>
      </Scroll>
      {more ? <More {...more} /> : null}
    </Card>
  );
}

function More({ isLoading, load }: { readonly isLoading: boolean; readonly load: () => void }) {
  const say = useDesignTexts();
  return (
    <div className={styles['more']}>
      <Button variant="default" loading={isLoading} onClick={load}>
        {say('more')}
      </Button>
    </div>
  );
}
