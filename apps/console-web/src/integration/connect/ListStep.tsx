import { Button, Checkbox, Group, Select, SegmentedControl, Stack } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { gateway, sync, take } from '../../api/client';
import { asProblem } from '../../api/problem';
import { saveShop } from '../../api/settings';
import { keys } from '../../api/shop';
import type { Core, Sync } from '../../api/types';
import { Card } from '../../design/Page';
import { Loaded, Note } from '../../design/States';
import { useProblemText } from '../../problems/problem-text';
import { useAct } from '../../design/use-act';
import { UnsavedGuard } from '../../shell/UnsavedGuard';
import { useIntegrationTexts } from '../texts';
import { ConsentChoice } from './ConsentPolicy';
import { NewList, type NewListValues } from './NewList';

/** Which list, and how customers count who were never asked; then the activation begins. */
export function ListStep({
  shop,
  connection,
  onBegun,
}: {
  readonly shop: Core['ShopView'];
  readonly connection: Sync['ConnectionView'] | null;
  readonly onBegun: () => void;
}) {
  const say = useIntegrationTexts();
  const textOf = useProblemText();
  const path = { shopId: shop.id };
  const lists = useQuery({
    queryKey: ['lists', shop.id],
    queryFn: () => take(sync.GET('/connections/{shopId}/lists', { params: { path } })),
    retry: false,
  });
  const [listId, setListId] = useState<string | null>(connection?.list ? String(connection.list.id) : null);
  const [wantsNew, setWantsNew] = useState<boolean | null>(null);
  /** In an account without a list there is nothing to choose from. */
  const isNew = wantsNew ?? lists.data?.lists.length === 0;
  const [newList, setNewList] = useState<NewListValues>({
    name: shop.name,
    fromName: shop.name,
    fromEmail: '',
    replyTo: '',
  });
  const [consent, setConsent] = useState<'granted' | 'denied'>(shop.unknownConsent);
  const [isConfirmed, setConfirmed] = useState(false);
  const act = useAct(
    async () => {
      // It is the shop's setting, and the connection follows the shop.
      if (consent !== shop.unknownConsent) await saveShop(shop.id, null, { unknownConsent: consent });
      // Without an address the list can be connected as well; it can be set later.
      const address = await take(gateway.POST('/shops/{shopId}/address', { params: { path } })).catch(
        () => null,
      );
      const body: Sync['ActivateRequest'] = {
        ...(isNew ? { createList: newList } : { listId: Number(listId) }),
        language: shop.language,
        timeZone: shop.timeZone,
        unknownConsent: consent,
        ...(address ? { webhookUrl: address.current.url } : {}),
        ...(isConfirmed ? { confirmOtherList: true } : {}),
      };
      return take(sync.PUT('/connections/{shopId}', { params: { path }, body }));
    },
    {
      changes: [keys.shop(shop.id), keys.connection(shop.id), keys.status(shop.id), ['activation', shop.id]],
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.run().then(onBegun, () => undefined);
  };
  const isOther = act.error !== null && asProblem(act.error).code === 'list-changed';
  return (
    <Card
      title={say('list.title')}
      lead={say('list.lead')}
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={lists.isFetching}
          onClick={() => void lists.refetch()}
        >
          {say('list.reload')}
        </Button>
      }
    >
      <UnsavedGuard isChanged={isNew && (newList.fromEmail !== '' || newList.replyTo !== '')} />
      <form onSubmit={submit}>
        <Stack gap="lg" maw={520}>
          <Loaded query={lists}>
            {({ lists: choices }) => (
              <>
                <SegmentedControl
                  value={isNew ? 'new' : 'existing'}
                  onChange={(chosen) => setWantsNew(chosen === 'new')}
                  data={[
                    { value: 'existing', label: say('list.existing'), disabled: choices.length === 0 },
                    { value: 'new', label: say('list.create') },
                  ]}
                />
                {choices.length === 0 ? <Note tone="calm">{say('list.none')}</Note> : null}
                {isNew ? (
                  <NewList value={newList} onChange={setNewList} />
                ) : (
                  <Select
                    label={say('list.choose')}
                    data={choices.map(({ id, name }) => ({ value: String(id), label: name }))}
                    value={listId}
                    onChange={setListId}
                    searchable
                    required
                    withAsterisk={false}
                  />
                )}
              </>
            )}
          </Loaded>
          <ConsentChoice label={say('consent.title')} value={consent} onChange={setConsent} />
          {act.error ? <Note tone="bad">{textOf(act.error)}</Note> : null}
          {isOther ? (
            <Checkbox
              label={say('activate.otherList')}
              checked={isConfirmed}
              onChange={({ currentTarget }) => setConfirmed(currentTarget.checked)}
            />
          ) : null}
          <Group>
            <Button type="submit" loading={act.isPending} disabled={!isNew && listId === null}>
              {say('activate.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
