import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { core, take } from '../api/client';
import { keys } from '../api/shop';
import type { Core } from '../api/types';
import { Confirm } from '../design/Confirm';
import table from '../design/design.module.css';
import { Card } from '../design/Page';
import { Loaded, Pill } from '../design/States';
import { useAct } from '../design/use-act';
import { formatMoment } from '../language/times';
import { useLanguage } from '../language/texts';
import { useCustomerTexts } from './texts';

const tones = { granted: 'good', denied: 'warn', unknown: 'plain' } as const;

/** What the customer said about newsletters, where and when, and a decision that came by another way. */
export function Consent({ shop, account }: { readonly shop: string; readonly account: Core['AccountView'] }) {
  const say = useCustomerTexts();
  const language = useLanguage();
  const [proof, setProof] = useState('');
  const params = { path: { shopId: shop, customerId: account.id } };
  const queryKey = [...keys.customer(shop, account.id), 'consents'];
  const consents = useQuery({
    queryKey,
    queryFn: () =>
      take(
        core.GET('/shops/{shopId}/customers/{customerId}/consents', {
          params: { ...params, query: { limit: 5 } },
        }),
      ),
  });
  const next = account.marketingConsent === 'granted' ? 'denied' : 'granted';
  const record = useAct(
    () =>
      take(
        core.POST('/shops/{shopId}/customers/{customerId}/consents', {
          params,
          body: {
            marketingConsent: next,
            source: 'console',
            ...(proof.trim() ? { proof: proof.trim() } : {}),
          },
        }),
      ),
    { said: () => say('consent.saved'), changes: [keys.customer(shop, account.id)] },
  );
  const label = say(next === 'granted' ? 'consent.grant' : 'consent.deny');
  return (
    <Card
      title={say('consent.title')}
      actions={
        <Pill tone={tones[account.marketingConsent]}>{say(`consent.${account.marketingConsent}`)}</Pill>
      }
    >
      <Loaded query={consents} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={table['soft']}>{say('consent.empty')}</p>
          ) : (
            <ul className={table['lines']}>
              {items.map((one) => (
                <li key={`${one.recordedAt}${one.marketingConsent}`}>
                  {say(`consent.${one.marketingConsent}`)} {say(`source.${one.source}`)},{' '}
                  {formatMoment(one.decidedAt, language)}
                  {one.proof ? <div className={table['soft']}>{one.proof}</div> : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Confirm label={label} title={label} confirm={label} act={record}>
        <TextInput
          label={say('consent.proof')}
          placeholder={say('consent.proofHint')}
          maxLength={200}
          value={proof}
          onChange={({ currentTarget }) => setProof(currentTarget.value)}
        />
      </Confirm>
    </Card>
  );
}
