import { IconCloudOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { sync, take } from '../api/client';
import { keys, unlessMissing } from '../api/shop';
import type { Core, Sync } from '../api/types';
import table from '../design/design.module.css';
import { Card } from '../design/Page';
import { Scroll } from '../design/Scroll';
import { Empty, Loaded, Note, Pill } from '../design/States';
import { formatAmount } from '../language/amounts';
import { formatAgo, formatDay } from '../language/times';
import { useLanguage, type Language } from '../language/texts';
import { AtEcomail } from './AtEcomail';
import { useCustomerTexts } from './texts';

type Account = Core['AccountView'];
type Contact = Sync['ContactView'];

/** What we have, beside what Ecomail has or is about to get. */
export function Mirror({ shop, account }: { readonly shop: string; readonly account: Account }) {
  const say = useCustomerTexts();
  const contact = useQuery({
    queryKey: [...keys.customer(shop, account.id), 'contact'],
    queryFn: (): Promise<Contact | null> =>
      take(
        sync.GET('/contacts/{shopId}/{customerId}', {
          params: { path: { shopId: shop, customerId: account.id } },
        }),
      ).catch(unlessMissing),
    refetchInterval: 10_000,
  });
  return (
    <Card title={say('mirror.title')} actions={contact.data ? <State contact={contact.data} /> : null} flush>
      <Loaded query={contact}>
        {(found) =>
          found ? (
            <>
              <Both account={account} contact={found} />
              <AtEcomail shop={shop} customer={account.id} />
            </>
          ) : (
            <Empty icon={<IconCloudOff size={22} />} title={say('mirror.none')}>
              {say('mirror.noneText')}
            </Empty>
          )
        }
      </Loaded>
    </Card>
  );
}

function State({ contact }: { readonly contact: Contact }) {
  const say = useCustomerTexts();
  if (contact.rejectedReason)
    return <Pill tone="bad">{say('mirror.refused', { reason: contact.rejectedReason })}</Pill>;
  return contact.dirtySince || contact.storedVersion < contact.version ? (
    <Pill tone="calm">{say('mirror.waiting')}</Pill>
  ) : (
    <Pill tone="good">{say('mirror.same')}</Pill>
  );
}

function Both({ account, contact }: { readonly account: Account; readonly contact: Contact }) {
  const say = useCustomerTexts();
  const language = useLanguage();
  const next = account.nextExpiration;
  const registered = (is: boolean | null) => (is === null ? '–' : say(is ? 'registered' : 'anonymous'));
  const nextOf = (day: string | null | undefined, amount: string | null | undefined) =>
    day && amount ? `${formatAmount(amount, language)} · ${formatDay(day, language)}` : '–';
  const rows = [
    ['row.balance', formatAmount(account.balance, language), amountOr(contact.balance, language)],
    [
      'row.next',
      nextOf(next?.date, next?.amount),
      nextOf(contact.nextExpirationOn, contact.nextExpirationAmount),
    ],
    ['row.name', nameOf(account), nameOf(contact)],
    ['row.phone', account.phone ?? '–', contact.phone ?? '–'],
    ['row.registered', registered(account.registered), registered(contact.registered)],
    ['row.consent', say(`consent.${account.marketingConsent}`), consentOf(contact.consent, say)],
  ] as const;
  return (
    <>
      <Scroll label={say('mirror.title')}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">{say('mirror.field')}</th>
              <th scope="col">{say('mirror.ours')}</th>
              <th scope="col">{say('mirror.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ours, theirs]) => (
              <tr key={name}>
                <td>{say(name)}</td>
                <td>{ours}</td>
                <td>{ours === theirs ? theirs : <strong>{theirs}</strong>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {Object.entries(contact.leftOut).map(([field, reason]) => (
        <Note key={field} tone="warn">
          {say('mirror.leftOut', { field, reason })}
        </Note>
      ))}
      {contact.storedAt ? (
        <p className={`${table['soft']} ${table['inset']}`}>
          {say('mirror.storedAt', { when: formatAgo(contact.storedAt, new Date(), language) })}
        </p>
      ) : null}
    </>
  );
}

const amountOr = (amount: string | null, language: Language): string =>
  amount ? formatAmount(amount, language) : '–';

const nameOf = ({
  firstName,
  lastName,
}: {
  readonly firstName: string | null;
  readonly lastName: string | null;
}): string => [firstName, lastName].filter(Boolean).join(' ') || '–';

function consentOf(consent: string | null, say: ReturnType<typeof useCustomerTexts>): string {
  const known = (['granted', 'denied', 'unknown'] as const).find((one) => one === consent);
  return known ? say(`consent.${known}`) : '–';
}
