import { Button, Checkbox, Chip, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { core, take } from '../api/client';
import { keys } from '../api/shop';
import type { Core } from '../api/types';
import { Card } from '../design/Page';
import { Note } from '../design/States';
import { UnsavedGuard } from '../shell/UnsavedGuard';
import { useProblemText } from '../problems/problem-text';
import { useAct } from '../design/use-act';
import { formatCredits } from '../language/amounts';
import { useLanguage } from '../language/texts';
import { changeFrom, ways, type Way } from './manual-change';
import { useCustomerTexts } from './texts';

const steps = ['10', '50', '100', '500'] as const;

/** Credits given or taken by hand. What is sent twice, by a double click or a lost answer, counts once. */
export function ManualChange({
  shop,
  account,
}: {
  readonly shop: string;
  readonly account: Core['AccountView'];
}) {
  const say = useCustomerTexts();
  const textOf = useProblemText();
  const language = useLanguage();
  const queries = useQueryClient();
  const [way, setWay] = useState<Way>('give');
  const [typed, setTyped] = useState('');
  const [note, setNote] = useState('');
  const [announce, setAnnounce] = useState(true);
  const key = useRef(crypto.randomUUID());
  const { change, problem } = changeFrom(way, typed, account);
  const act = useAct(
    () => {
      const request = {
        params: {
          path: { shopId: shop, customerId: account.id },
          header: { 'Idempotency-Key': key.current },
        },
        body: {
          amount: change?.amount ?? '',
          reason: 'manual',
          announce,
          ...(note.trim() ? { reference: note.trim() } : {}),
        },
      };
      return change?.isGiving
        ? take(core.POST('/shops/{shopId}/customers/{customerId}/awards', request))
        : take(core.POST('/shops/{shopId}/customers/{customerId}/spends', request));
    },
    {
      said: ({ balance }) =>
        say('change.saved', { balance: formatCredits(balance ?? account.balance, language) }),
      changes: [keys.customers(shop)],
    },
  );
  const changed = (does: () => void) => {
    key.current = crypto.randomUUID();
    act.forget();
    does();
  };
  const describe = ({ isGiving, amount, result }: NonNullable<typeof change>): string =>
    way === 'balance'
      ? say(isGiving ? 'change.willGive' : 'change.willTake', { amount: formatCredits(amount, language) })
      : say('change.result', { balance: formatCredits(result, language) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.run().then(
      async () => {
        changed(() => setTyped(''));
        setNote('');
        await queries.invalidateQueries({ queryKey: keys.customer(shop, account.id) });
      },
      () => undefined,
    );
  };
  return (
    <Card title={say('change.title')}>
      <UnsavedGuard isChanged={typed.trim() !== '' || note.trim() !== ''} />
      <form onSubmit={submit}>
        <Stack gap="md">
          <SegmentedControl
            value={way}
            onChange={(chosen) => changed(() => setWay(ways.find((one) => one === chosen) ?? 'give'))}
            data={ways.map((one) => ({ value: one, label: say(`change.${one}`) }))}
          />
          {way === 'balance' ? null : (
            <Group gap="xs">
              {steps.map((step) => (
                <Chip key={step} checked={typed === step} onChange={() => changed(() => setTyped(step))}>
                  {step}
                </Chip>
              ))}
            </Group>
          )}
          <TextInput
            label={say(way === 'balance' ? 'change.wanted' : 'change.amount')}
            inputMode="decimal"
            value={typed}
            error={problem && say(`change.${problem}`)}
            description={change && describe(change)}
            onChange={({ currentTarget: { value } }) => changed(() => setTyped(value))}
          />
          <TextInput
            label={say('change.note')}
            maxLength={100}
            value={note}
            onChange={({ currentTarget: { value } }) => changed(() => setNote(value))}
          />
          <Checkbox
            label={say('change.announce')}
            checked={announce}
            onChange={({ currentTarget: { checked } }) => changed(() => setAnnounce(checked))}
          />
          {act.error ? <Note tone="bad">{textOf(act.error)}</Note> : null}
          <Group>
            <Button type="submit" loading={act.isPending} disabled={!change}>
              {say('change.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
