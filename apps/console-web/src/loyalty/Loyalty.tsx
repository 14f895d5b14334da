import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { shopQuery } from '../api/shop';
import { Page } from '../design/Page';
import { Loaded } from '../design/States';
import { History } from './History';
import { Mails } from './Mails';
import { Rules } from './Rules';
import { ShopSettings } from './ShopSettings';
import { useLoyaltyTexts } from './texts';
import { Validity } from './Validity';

/** The rules of the programme, each part saved by itself. */
export function Loyalty() {
  const say = useLoyaltyTexts();
  const { shop } = useParams({ from: '/frame/shops/$shop/loyalty' });
  const settings = useQuery(shopQuery(shop));
  return (
    <Page title={say('title')} lead={say('lead')} help="mails">
      <Loaded query={settings} lines={8}>
        {({ value, etag }) => (
          <div key={shop}>
            <Validity saved={value} etag={etag} />
            <Rules saved={value} etag={etag} />
            <Mails shop={shop} />
            <ShopSettings saved={value} etag={etag} />
          </div>
        )}
      </Loaded>
      <History shop={shop} />
    </Page>
  );
}
