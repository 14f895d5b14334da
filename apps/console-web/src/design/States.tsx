import { Button, Skeleton, Stack } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconPlugConnectedX } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem';
import styles from './design.module.css';
import { useProblemText } from '../problems/problem-text';
import { useDesignTexts } from './texts';

/** What a query answered, with the state before (loading) and the state instead (failed, with a way on). */
export function Loaded<T>({
  query,
  lines = 4,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading lines={lines} />;
}

export function Loading({ lines = 4 }: { readonly lines?: number }) {
  const say = useDesignTexts();
  return (
    <Stack gap="sm" p="md" role="status" aria-label={say('loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={16} width={`${[100, 82, 91, 64][index % 4]}%`} />
      ))}
    </Stack>
  );
}

export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const say = useDesignTexts();
  const textOf = useProblemText();
  const problem = asProblem(error);
  const title = say(problem.downService ? 'down.title' : 'failed.title');
  return (
    <div className={styles['empty']} role="alert">
      <span className={`${styles['emptyIcon']} ${styles['warn']}`}>
        <IconPlugConnectedX size={22} aria-hidden />
      </span>
      <p className={styles['emptyTitle']}>{title}</p>
      <p>{textOf(error)}</p>
      {problem.requestId && problem.status >= 500 ? (
        <p className={styles['small']}>{say('failed.request', { id: problem.requestId })}</p>
      ) : null}
      {onRetry ? (
        <Button variant="default" onClick={onRetry}>
          {say('retry')}
        </Button>
      ) : null}
    </div>
  );
}

/** Nothing is there yet: what would be here, and the next step. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={styles['empty']}>
      <span className={styles['emptyIcon']} aria-hidden>
        {icon}
      </span>
      <p className={styles['emptyTitle']}>{title}</p>
      <p>{children}</p>
      {action}
    </div>
  );
}

export type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'plain';

export const Pill = ({
  tone = 'plain',
  children,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
}) => <span className={`${styles['pill']} ${tone === 'plain' ? '' : styles[tone]}`}>{children}</span>;

const icons = {
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconAlertTriangle,
  calm: IconInfoCircle,
};

/** Something the reader should know, with the next step. */
export function Note({
  tone = 'calm',
  title,
  action,
  children,
}: {
  readonly tone?: Exclude<Tone, 'plain'>;
  readonly title?: ReactNode;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}) {
  const Icon = icons[tone];
  return (
    <div className={`${styles['note']} ${styles[tone]}`} role={tone === 'bad' ? 'alert' : 'note'}>
      <Icon size={18} className={styles['noteIcon']} aria-hidden />
      <div className={styles['noteText']}>
        {title ? <strong>{title}</strong> : null}
        {children}
      </div>
      {action}
    </div>
  );
}
