import { Button, Group, Radio, Select, Stack, TextInput } from '@mantine/core';
import { Dialog } from '../design/Dialog';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { sync, take } from '../api/client';
import { keys } from '../api/shop';
import type { Sync } from '../api/types';
import { Confirm } from '../design/Confirm';
import { Note } from '../design/States';
import { useProblemText } from '../problems/problem-text';
import { useAct } from '../design/use-act';
import { useIntegrationTexts } from './texts';

type Connection = Sync['ConnectionView'];

/** What the connection's stage allows now; whatever changes much says first how many it is about. */
export function ConnectionActions({
  shop,
  connection,
}: {
  readonly shop: string;
  readonly connection: Connection;
}) {
  const say = useIntegrationTexts();
  const params = { path: { shopId: shop } };
  const changes = [keys.connection(shop), keys.status(shop), ['activation', shop]];
  const [fields, setFields] = useState<'leave' | 'blank'>('leave');
  const pause = useAct(() => take(sync.POST('/connections/{shopId}/pause', { params, body: {} })), {
    said: () => say('act.paused'),
    changes,
  });
  const resume = useAct(() => take(sync.POST('/connections/{shopId}/resume', { params, body: {} })), {
    said: () => say('act.resumed'),
    changes,
    isFailureToast: true,
  });
  const repair = useAct(() => take(sync.POST('/connections/{shopId}/repair', { params })), {
    said: () => say('act.repaired'),
    changes,
  });
  const disconnect = useAct(
    () => take(sync.POST('/connections/{shopId}/disconnect', { params, body: { fields } })),
    { said: () => say('act.disconnected'), changes },
  );
  const may = (request: string) => connection.possibleRequests.some((one) => one.endsWith(request));
  return (
    <Group gap="xs" mt="lg">
      {connection.state === 'paused' && may('/resume') ? (
        <Button loading={resume.isPending} onClick={() => void resume.run().catch(() => undefined)}>
          {say('act.resume')}
        </Button>
      ) : null}
      {connection.state === 'active' ? <TestEvent shop={shop} /> : null}
      {may('/pause') ? (
        <Confirm
          label={say('act.pause')}
          title={say('act.pauseTitle')}
          confirm={say('act.pause')}
          act={pause}
        >
          {say('act.pauseText', { count: connection.counts.toWrite })}
        </Confirm>
      ) : null}
      {connection.list && connection.stage !== 'disconnecting' ? (
        <Confirm
          label={say('act.repair')}
          title={say('act.repairTitle')}
          confirm={say('act.repair')}
          act={repair}
        >
          {say('act.repairText', { count: connection.counts.contacts })}
        </Confirm>
      ) : null}
      {may('/disconnect') ? (
        <Confirm
          label={say('act.disconnect')}
          title={say('act.disconnectTitle')}
          confirm={say('act.disconnect')}
          act={disconnect}
          isDangerous
        >
          <Stack gap="md">
            {say('act.disconnectText', { count: connection.counts.stored })}
            <Radio.Group
              value={fields}
              onChange={(chosen) => setFields(chosen === 'blank' ? 'blank' : 'leave')}
              aria-label={say('act.disconnectTitle')}
            >
              <Stack gap="xs">
                <Radio value="leave" label={say('act.leave')} description={say('act.leaveText')} />
                <Radio value="blank" label={say('act.blank')} description={say('act.blankText')} />
              </Stack>
            </Radio.Group>
          </Stack>
        </Confirm>
      ) : null}
    </Group>
  );
}

type Label = NonNullable<Sync['TestEventRequest']['label']>;
const labels: readonly Label[] = ['test', 'credit', 'expiry', 'pin'];

function TestEvent({ shop }: { readonly shop: string }) {
  const say = useIntegrationTexts();
  const textOf = useProblemText();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [email, setEmail] = useState('');
  const [label, setLabel] = useState<Label>('test');
  const send = useAct(
    () =>
      take(
        sync.POST('/connections/{shopId}/test-event', {
          params: { path: { shopId: shop } },
          body: { email: email.trim(), label },
        }),
      ),
    { said: (sent) => say('act.testSent', { label: sent.label }) },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.run().then(close, () => undefined);
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        {say('act.test')}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={say('act.testTitle')} isForm>
        <form onSubmit={submit}>
          <Stack gap="md">
            {say('act.testText')}
            {send.error ? <Note tone="bad">{textOf(send.error)}</Note> : null}
            <TextInput
              label={say('act.testEmail')}
              type="email"
              required
              withAsterisk={false}
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
            <Select
              label={say('act.testLabel')}
              data={labels.map((one) => ({ value: one, label: say(`label.${one}`) }))}
              value={label}
              allowDeselect={false}
              onChange={(chosen) => setLabel(labels.find((one) => one === chosen) ?? 'test')}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={send.isPending}>
                {say('act.testSend')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  );
}
