import { Button, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { core, sessionFetch, take } from '../api/client';
import { ApiProblem, problemOf } from '../api/problem';
import type { Core } from '../api/types';
import { Facts } from '../design/Credits';
import { Dialog } from '../design/Dialog';
import { Failed, Loaded, Note } from '../design/States';
import { type Language, useLanguage } from '../language/texts';
import styles from './loyalty.module.css';
import { useLoyaltyTexts } from './texts';

type Kind = 'credit' | 'pin' | 'expiry';
const forms = ['page', 'text'] as const;
interface Shown {
  readonly email: string | null;
  readonly mail: Core['MailPreview'] | null;
  /** Where its page is. */
  readonly page: string;
}

/** An e-mail as one of the shop's customers would get it now. */
export function MailPreview({ shop, kind }: { readonly shop: string; readonly kind: Kind }) {
  const say = useLoyaltyTexts();
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="subtle" onClick={open}>
        {say('mails.preview')}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={say(`mails.${kind}`)} size="lg">
        {isOpen ? <Mail shop={shop} kind={kind} /> : null}
      </Dialog>
    </>
  );
}

function Mail({ shop, kind }: { readonly shop: string; readonly kind: Kind }) {
  const say = useLoyaltyTexts();
  const language = useLanguage();
  const [form, setForm] = useState<(typeof forms)[number]>('page');
  const preview = useQuery({
    queryKey: ['mail-preview', shop, kind, language],
    queryFn: () => previewOf(shop, kind, language),
  });
  return (
    <Loaded query={preview}>
      {({ email, mail, page }) => {
        if (email === null) return <Note>{say('mails.previewNone')}</Note>;
        if (!mail) return <Note>{say('mails.previewNothing')}</Note>;
        return (
          <>
            <Note>{say('mails.previewFor', { email })}</Note>
            <Facts
              of={[
                [say('mails.from'), mail.senderName],
                [say('mails.subject'), mail.subject],
              ]}
            />
            <SegmentedControl
              mt="md"
              aria-label={say('mails.form')}
              value={form}
              data={forms.map((one) => ({ value: one, label: say(`mails.form.${one}`) }))}
              onChange={(chosen) => setForm(forms.find((one) => one === chosen) ?? 'page')}
            />
            {form === 'page' ? (
              <MailPage title={mail.subject} page={page} />
            ) : (
              <pre className={styles['letter']}>{mail.text}</pre>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

/**
 * The page in a frame, a stranger to ours: what it shows cannot be read here. So the same is asked for once more when the
 * frame stands; if that fails, as it does once the session has ended, this is said instead of an empty frame.
 */
function MailPage({ title, page }: { readonly title: string; readonly page: string }) {
  const [isLoaded, setLoaded] = useState(false);
  const check = useQuery({
    queryKey: ['mail-page', page],
    queryFn: async () => {
      const response = await sessionFetch(new Request(page));
      if (!response.ok) throw await problemOf(response);
      return true;
    },
    enabled: isLoaded,
    gcTime: 0,
  });
  if (check.error) return <Failed error={check.error} onRetry={() => void check.refetch()} />;
  return (
    <iframe
      className={styles['letterPage']}
      title={title}
      src={page}
      sandbox=""
      onLoad={() => setLoaded(true)}
    />
  );
}

/** For a customer whom the kind concerns: a PIN is of somebody who is not registered. */
async function previewOf(shop: string, kind: Kind, language: Language): Promise<Shown> {
  const path = { shopId: shop };
  const query = kind === 'pin' ? { registered: false, limit: 1 } : { sort: 'balance' as const, limit: 1 };
  const { items } = await take(core.GET('/shops/{shopId}/customers', { params: { path, query } }));
  const [customer] = items;
  if (!customer) return { email: null, mail: null, page: '' };
  const { id: customerId, email } = customer;
  const page = `/api/core/shops/${shop}/customers/${customerId}/mail-previews/${kind}/html?language=${language}`;
  try {
    const mail = await take(
      core.GET('/shops/{shopId}/customers/{customerId}/mail-previews/{kind}', {
        params: { path: { ...path, customerId, kind }, query: { language } },
      }),
    );
    return { email, mail, page };
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 409) return { email, mail: null, page };
    throw error;
  }
}
