import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session';
import { Page } from '../design/Page';
import { LongWork } from './LongWork';
import { OperatorsOnly } from './OperatorsOnly';
import { Services } from './Services';
import { Shops } from './Shops';
import { useOperationsTexts } from './texts';

/** For operators: what runs, which shops stand still, and the work of all of them. */
export function Operations() {
  const say = useOperationsTexts();
  const { data: session } = useSuspenseQuery(sessionQuery);
  return (
    <OperatorsOnly>
      <Page title={say('title')} lead={say('lead')}>
        <Services />
        <Shops names={session?.shops ?? []} />
        <LongWork />
      </Page>
    </OperatorsOnly>
  );
}
