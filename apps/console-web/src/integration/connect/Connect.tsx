import { Button, Stepper } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { shopQuery } from '../../api/shop';
import type { Sync } from '../../api/types';
import { Card } from '../../design/Page';
import { Empty, Loaded } from '../../design/States';
import { useIntegrationTexts } from '../texts';
import { Activation } from './Activation';
import { KeyStep } from './KeyStep';
import { ListStep } from './ListStep';

type Connection = Sync['ConnectionView'];

/** From nothing to a connected list, one step after another; who comes back later goes on where they were. */
export function Connect({
  shop,
  connection,
  onDone,
}: {
  readonly shop: string;
  readonly connection: Connection | null;
  readonly onDone: () => void;
}) {
  const say = useIntegrationTexts();
  const settings = useQuery(shopQuery(shop));
  const stage = connection?.stage ?? 'not-added';
  const [isBegun, setBegun] = useState(false);
  const [isListChosen, setListChosen] = useState(stage === 'activating' || stage === 'activation-stopped');
  if (stage === 'not-added' && !isBegun) {
    return (
      <Card>
        <Empty
          icon={<IconPlugConnected size={22} />}
          title={say('add.title')}
          action={
            <Button size="md" onClick={() => setBegun(true)}>
              {say('add.button')}
            </Button>
          }
        >
          {say('add.text')}
        </Empty>
      </Card>
    );
  }
  const step = stage === 'not-added' ? 0 : isListChosen ? 2 : 1;
  return (
    <>
      <Stepper active={step} size="sm" mb="lg" wrap={false} visibleFrom="sm">
        <Stepper.Step label={say('step.key')} />
        <Stepper.Step label={say('step.list')} />
        <Stepper.Step label={say('step.activation')} />
        <Stepper.Step label={say('step.export')} />
      </Stepper>
      {step === 0 ? <KeyStep shop={shop} /> : null}
      {step === 1 ? (
        <Loaded query={settings}>
          {({ value }) => (
            <ListStep shop={value} connection={connection} onBegun={() => setListChosen(true)} />
          )}
        </Loaded>
      ) : null}
      {step === 2 ? <Activation shop={shop} onAgain={() => setListChosen(false)} onDone={onDone} /> : null}
    </>
  );
}
