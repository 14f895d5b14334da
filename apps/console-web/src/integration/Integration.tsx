import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LinkButton } from '../design/Links';
import { useState } from 'react';
import { connectionQuery, shopQuery, statusQuery } from '../api/shop';
import type { Sync } from '../api/types';
import { Page } from '../design/Page';
import { Loaded, Note } from '../design/States';
import { ConnectionCard } from './ConnectionCard';
import { Connect } from './connect/Connect';
import { ConsentPolicy } from './connect/ConsentPolicy';
import { Events } from './Events';
import { ExpiryNotice } from './ExpiryNotice';
import { Fields } from './Fields';
import { NewsletterReward } from './NewsletterReward';
import { Notices } from './Notices';
import { useIntegrationTexts } from './texts';
import { TestMode } from './TestMode';
import { Webhook } from './Webhook';

type Connection = Sync['ConnectionView'];

/** Before a list is connected: the way there. Afterwards: how it is, and what belongs into Ecomail. */
export function Integration() {
  const say = useIntegrationTexts();
  const { shop } = useParams({ from: '/frame/shops/$shop/integration' });
  const connection = useQuery(connectionQuery(shop));
  return (
    <Page title={say('title')} lead={say('lead')} help="key">
      <Loaded query={connection}>{(found) => <Stage key={shop} shop={shop} connection={found} />}</Loaded>
    </Page>
  );
}

const beforeConnected: readonly string[] = ['not-added', 'added', 'activating', 'activation-stopped'];

function Stage({ shop, connection }: { readonly shop: string; readonly connection: Connection | null }) {
  const [isChangingList, setChangingList] = useState(false);
  const isConnecting =
    !connection || (beforeConnected.includes(connection.stage) && !wasConnected(connection));
  if (isConnecting || isChangingList) {
    return <Connect shop={shop} connection={connection} onDone={() => setChangingList(false)} />;
  }
  return <Connected shop={shop} connection={connection} onChangeList={() => setChangingList(true)} />;
}

/** A repair or a change of the list is under way: what was there is still shown. */
const wasConnected = ({ stage, counts }: Connection): boolean =>
  (stage === 'activating' || stage === 'activation-stopped') && counts.stored > 0;

function Connected({
  shop,
  connection,
  onChangeList,
}: {
  readonly shop: string;
  readonly connection: Connection;
  readonly onChangeList: () => void;
}) {
  const status = useQuery(statusQuery(shop));
  const settings = useQuery(shopQuery(shop));
  const say = useIntegrationTexts();
  return (
    <>
      {status.data && !status.data.lastExport && connection.state === 'active' ? (
        <Note
          tone="good"
          title={say('export.title')}
          action={
            <LinkButton to="/shops/$shop/customers" params={{ shop }} search={{ export: true }}>
              {say('export.button')}
            </LinkButton>
          }
        >
          {say('export.text')}
        </Note>
      ) : null}
      <ConnectionCard shop={shop} connection={connection} onChangeList={onChangeList} />
      <TestMode shop={shop} />
      <Webhook shop={shop} connection={connection} />
      <Fields shop={shop} connection={connection} />
      <Events connection={connection} isUsed={status.data?.automations.use === 'used'} />
      <Loaded query={settings}>
        {({ value, etag }) => (
          <>
            <NewsletterReward shop={shop} saved={value} etag={etag} connection={connection} />
            <ConsentPolicy shop={shop} saved={value} etag={etag} />
            <ExpiryNotice shop={shop} saved={value} etag={etag} />
          </>
        )}
      </Loaded>
      <Notices shop={shop} />
    </>
  );
}
