import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { TextLink } from '../design/Links';
import { core, take } from '../api/client';
import { keys } from '../api/shop';
import type { Core } from '../api/types';
import { Credits, Figure, Figures } from '../design/Credits';
import { Card, Columns, Page } from '../design/Page';
import { Loaded, Pill } from '../design/States';
import { formatDay } from '../language/times';
import { useLanguage } from '../language/texts';
import { Consent } from './Consent';
import { Ledger } from './Ledger';
import { Lots } from './Lots';
import { ManualChange } from './ManualChange';
import { Mirror } from './Mirror';
import { PersonalData } from './PersonalData';
import { Pin } from './Pin';
import { Story } from './Story';
import { useCustomerTexts } from './texts';

/** Everything about one customer: what they have, how it came about, and how it gets to Ecomail. */
export function Customer() {
  const { shop, customer } = useParams({ from: '/frame/shops/$shop/customers/$customer' });
  const account = useQuery({
    queryKey: keys.customer(shop, customer),
    queryFn: () =>
      take(
        core.GET('/shops/{shopId}/customers/{customerId}', {
          params: { path: { shopId: shop, customerId: customer } },
        }),
      ),
  });
  return <Loaded query={account}>{(found) => <Account key={found.id} shop={shop} account={found} />}</Loaded>;
}

function Account({ shop, account }: { readonly shop: string; readonly account: Core['AccountView'] }) {
  const say = useCustomerTexts();
  const language = useLanguage();
  const { nextExpiration: next } = account;
  const name = [account.firstName, account.lastName].filter(Boolean).join(' ');
  const lead = (
    <>
      {name ? `${account.email} · ` : null}
      {account.phone ? `${account.phone} · ` : null}
      {say(account.registered ? 'registered' : 'anonymous')}{' '}
      {account.group ? <Pill>{account.group}</Pill> : null}
    </>
  );
  const back = (
    <TextLink to="/shops/$shop/customers" params={{ shop }}>
      {say('back')}
    </TextLink>
  );
  return (
    <Page title={name || account.email} lead={lead} help="fields" back={back}>
      <Card>
        <Figures>
          <Figure name={say('balance')} value={<Credits amount={account.balance} />} />
          <Figure name={say('spendable')} value={<Credits amount={account.spendable} />} />
          <Figure
            name={say('next')}
            value={next ? <Credits amount={next.amount} /> : say('nextNone')}
            note={next ? say('until', { day: formatDay(next.date, language) }) : null}
          />
        </Figures>
      </Card>
      <Columns>
        <div>
          <ManualChange shop={shop} account={account} />
          <Pin shop={shop} account={account} />
        </div>
        <div>
          <Lots lots={account.lots} />
          <Consent shop={shop} account={account} />
        </div>
      </Columns>
      <Ledger shop={shop} customer={account.id} />
      <Mirror shop={shop} account={account} />
      <Story shop={shop} customer={account.id} />
      <PersonalData shop={shop} account={account} />
    </Page>
  );
}
