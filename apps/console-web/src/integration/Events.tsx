import { Button, Tabs } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { Sync } from '../api/types';
import { Copy } from '../design/Copy';
import { Facts } from '../design/Credits';
import { Card } from '../design/Page';
import { Note } from '../design/States';
import styles from './integration.module.css';
import { useIntegrationTexts } from './texts';

const labels = ['credit', 'expiry', 'pin'] as const;

/** The three events that start automations, each with what to paste into Ecomail. */
export function Events({
  connection,
  isUsed,
}: {
  readonly connection: Sync['ConnectionView'];
  readonly isUsed: boolean;
}) {
  const say = useIntegrationTexts();
  return (
    <Card title={say('events.title')} lead={say('events.lead')}>
      <Note tone="good">{say('events.wait')}</Note>
      {isUsed ? <Note tone="good">{say('events.used')}</Note> : null}
      <Tabs defaultValue="credit">
        <Tabs.List>
          {labels.map((label) => (
            <Tabs.Tab key={label} value={label}>
              {say(`event.${label}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {labels.map((label) => (
          <Tabs.Panel key={label} value={label} pt="md">
            <p className={styles['eventText']}>{say(`event.${label}Text`)}</p>
            <Facts
              of={[
                [say('events.category'), <Copy key="category" text={connection.eventCategory} />],
                [say('events.action'), <Copy key="action" text="change" />],
                [say('events.label'), <Copy key="label" text={label} />],
              ]}
            />
            <Recipe text={say(`event.${label}Recipe`)} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Card>
  );
}

function Recipe({ text }: { readonly text: string }) {
  const say = useIntegrationTexts();
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <figure className={styles['recipe']}>
      <figcaption>
        {say('events.recipe')}
        <Button
          variant="default"
          size="compact-sm"
          leftSection={
            clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
          }
          onClick={() => clipboard.copy(text)}
        >
          {say('events.copyRecipe')}
        </Button>
      </figcaption>
      <pre>{text}</pre>
    </figure>
  );
}
