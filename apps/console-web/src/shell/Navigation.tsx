import { NativeSelect } from '@mantine/core';
import {
  IconActivity,
  IconChartAreaLine,
  IconGift,
  IconHelpCircle,
  IconHistory,
  IconKey,
  IconMailExclamation,
  IconPlugConnected,
  IconStack2,
  IconUsers,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { Session } from '../api/session';
import styles from './shell.module.css';
import { useShellTexts } from './texts';

const PersonMenu = lazy(() =>
  import('./PersonMenu').then(({ PersonMenu: component }) => ({ default: component })),
);
const icon = { size: 18, stroke: 1.7, 'aria-hidden': true } as const;

/** The shop that the screens are about, and the ways to them. */
export function Navigation({
  session,
  shop,
}: {
  readonly session: Session;
  readonly shop: string | undefined;
}) {
  const say = useShellTexts();
  const navigate = useNavigate();
  return (
    <>
      {session.shops.length > 1 ? (
        <NativeSelect
          aria-label={say('shop')}
          data={session.shops.map(({ id, name }) => ({ value: id, label: name }))}
          value={shop ?? ''}
          onChange={({ currentTarget: { value: chosen } }) => {
            void navigate({ to: '/shops/$shop/overview', params: { shop: chosen } });
          }}
          mb="xs"
        />
      ) : null}
      <nav aria-label={say('navigation')}>
        {shop === undefined ? null : (
          <>
            <Link to="/shops/$shop/overview" params={{ shop }} className={styles['link']}>
              <IconChartAreaLine {...icon} />
              {say('overview')}
            </Link>
            <Link to="/shops/$shop/customers" params={{ shop }} className={styles['link']}>
              <IconUsers {...icon} />
              {say('customers')}
            </Link>
            <div className={styles['group']}>{say('settings')}</div>
            <Link to="/shops/$shop/integration" params={{ shop }} className={styles['link']}>
              <IconPlugConnected {...icon} />
              {say('integration')}
            </Link>
            <Link to="/shops/$shop/loyalty" params={{ shop }} className={styles['link']}>
              <IconGift {...icon} />
              {say('loyalty')}
            </Link>
          </>
        )}
        {session.person.role === 'operator' ? <OperatorLinks /> : null}
        <div className={styles['group']} aria-hidden />
        <Link to="/help" className={styles['link']}>
          <IconHelpCircle {...icon} />
          {say('help')}
        </Link>
      </nav>
      <div className={styles['foot']}>
        <Suspense>
          <PersonMenu session={session} />
        </Suspense>
      </div>
    </>
  );
}

function OperatorLinks() {
  const say = useShellTexts();
  return (
    <>
      <div className={styles['group']}>{say('operations')}</div>
      <Link to="/operations" activeOptions={{ exact: true }} className={styles['link']}>
        <IconActivity {...icon} />
        {say('state')}
      </Link>
      <Link to="/operations/queues" className={styles['link']}>
        <IconStack2 {...icon} />
        {say('queues')}
      </Link>
      <Link to="/operations/letters" className={styles['link']}>
        <IconMailExclamation {...icon} />
        {say('letters')}
      </Link>
      <Link to="/operations/people" className={styles['link']}>
        <IconKey {...icon} />
        {say('people')}
      </Link>
      <Link to="/operations/audit" className={styles['link']}>
        <IconHistory {...icon} />
        {say('audit')}
      </Link>
    </>
  );
}
