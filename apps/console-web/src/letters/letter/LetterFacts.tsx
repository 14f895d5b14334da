import type { Letters } from '../../api/types';
import { Copy } from '../../design/Copy';
import { Facts } from '../../design/Credits';
import { TextLink } from '../../design/Links';
import { Card } from '../../design/Page';
import { formatCount } from '../../language/numbers';
import { formatMoment } from '../../language/times';
import { useLanguage } from '../../language/texts';
import styles from '../letters.module.css';
import { useLettersTexts } from '../texts';

/** Where a letter comes from, whose it is, and what happened to it. */
export function LetterFacts({ of }: { readonly of: Letters['LetterInFull'] }) {
  const say = useLettersTexts();
  const language = useLanguage();
  const { letter, stack, traceId } = of;
  const moment = (at: string | null) => (at === null ? null : formatMoment(at, language));
  const fact = (name: Parameters<typeof say>[0], value: string | number | null) =>
    value === null || value === '' ? null : ([say(name), value] as const);
  return (
    <Card title={say('facts.title')}>
      <Facts
        of={[
          [say('fact.message'), <Copy key="id" text={letter.messageId} label={say('fact.message')} />],
          fact('fact.queue', letter.failingQueue ?? letter.queue),
          fact('fact.service', [letter.service, letter.serviceVersion].filter(Boolean).join(' ')),
          fact('fact.sender', letter.sender),
          fact('fact.code', letter.code),
          fact('fact.shop', letter.shopId),
          letter.shopId !== null &&
            letter.customerId !== null && [
              say('fact.customer'),
              <TextLink
                key="customer"
                to="/shops/$shop/customers/$customer"
                params={{ shop: letter.shopId, customer: letter.customerId }}
              >
                {letter.customerId}
              </TextLink>,
            ],
          fact('fact.exchange', `${of.exchange || '–'} / ${of.routingKey || '–'}`),
          fact('fact.attempts', letter.attempts),
          fact('fact.occurred', moment(letter.occurredAt)),
          fact('fact.first', moment(letter.firstAt)),
          fact('fact.last', moment(letter.lastAt)),
          letter.returns > 0 && [say('fact.returns'), letter.returns],
          fact('fact.sentBack', moment(letter.sentBackAt)),
          fact('fact.size', say('fact.bytes', { bytes: formatCount(letter.bytes, language) })),
          fact('fact.trace', traceId),
        ]}
      />
      {stack ? (
        <details className={styles['more']}>
          <summary>{say('facts.stack')}</summary>
          <pre className={styles['body']}>{stack}</pre>
        </details>
      ) : null}
    </Card>
  );
}
