import { Button, Group, List, PasswordInput, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { sync, take } from '../../api/client';
import { asProblem } from '../../api/problem';
import { keys } from '../../api/shop';
import { Card } from '../../design/Page';
import { Note } from '../../design/States';
import { useProblemText } from '../../problems/problem-text';
import { useAct } from '../../design/use-act';
import { useIntegrationTexts } from '../texts';

/** The key is checked at Ecomail before it is kept. */
export function KeyStep({ shop, onDone }: { readonly shop: string; readonly onDone?: () => void }) {
  const say = useIntegrationTexts();
  const textOf = useProblemText();
  const [apiKey, setApiKey] = useState('');
  const act = useAct(
    () =>
      take(
        sync.PUT('/connections/{shopId}/key', {
          params: { path: { shopId: shop } },
          body: { apiKey: apiKey.trim() },
        }),
      ),
    { said: () => say('key.saved'), changes: [keys.connection(shop), keys.status(shop), ['lists', shop]] },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.run().then(onDone, () => undefined);
  };
  const isRefused = act.error !== null && asProblem(act.error).status === 422;
  return (
    <Card title={say('key.title')}>
      <form onSubmit={submit}>
        <Stack gap="md" maw={520}>
          <div>
            <Text fw={500}>{say('key.where')}</Text>
            <List size="md" spacing={2} c="dimmed">
              <List.Item>{say('key.whereNew')}</List.Item>
              <List.Item>{say('key.whereOld')}</List.Item>
              <List.Item>{say('key.whereAdmin')}</List.Item>
            </List>
          </div>
          {act.error ? (
            <Note tone="bad" {...(isRefused ? { title: say('key.hint') } : {})}>
              {textOf(act.error)}
            </Note>
          ) : null}
          <PasswordInput
            label={say('key.label')}
            description={say('key.safe')}
            autoComplete="off"
            required
            withAsterisk={false}
            value={apiKey}
            onChange={({ currentTarget }) => setApiKey(currentTarget.value)}
          />
          <Group>
            <Button type="submit" loading={act.isPending} disabled={apiKey.trim() === ''}>
              {say('key.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
