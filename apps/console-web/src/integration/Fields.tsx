import { Button } from '@mantine/core';
import { sync, take } from '../api/client';
import { keys } from '../api/shop';
import type { Sync } from '../api/types';
import { Copy } from '../design/Copy';
import styles from '../design/design.module.css';
import { Card } from '../design/Page';
import { Scroll } from '../design/Scroll';
import { Note } from '../design/States';
import { useAct } from '../design/use-act';
import { fieldNames } from './fields';
import { useIntegrationTexts } from './texts';

/** Every field with its meaning, as the merge tag that goes into an e-mail. */
export function Fields({
  shop,
  connection,
}: {
  readonly shop: string;
  readonly connection: Sync['ConnectionView'];
}) {
  const say = useIntegrationTexts();
  const check = useAct(
    () => take(sync.POST('/connections/{shopId}/fields/check', { params: { path: { shopId: shop } } })),
    {
      said: ({ run }) => say(run ? 'fields.mending' : 'fields.checked'),
      changes: [keys.connection(shop)],
      isFailureToast: true,
    },
  );
  const created = new Set(connection.fields.map(({ name }) => name));
  const isMissing = connection.state === 'active' && fieldNames.some((name) => !created.has(name));
  const button = (
    <Button
      variant="default"
      loading={check.isPending}
      disabled={connection.state !== 'active'}
      onClick={() => void check.run().catch(() => undefined)}
    >
      {say('fields.check')}
    </Button>
  );
  return (
    <Card title={say('fields.title')} lead={say('fields.lead')} actions={button} flush>
      {isMissing ? <Note tone="warn">{say('fields.missing')}</Note> : null}
      <Scroll label={say('fields.title')}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{say('fields.name')}</th>
              <th scope="col">{say('fields.meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {fieldNames.map((name) => (
              <tr key={name}>
                <td>
                  <Copy text={`*|${name}|*`} label={say(`field.${name}`)} />
                </td>
                <td>{say(`field.${name}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}
