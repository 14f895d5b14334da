import { Button } from '@mantine/core';
import { Dialog } from '../design/Dialog';
import { useDisclosure } from '@mantine/hooks';
import type { Sync } from '../api/types';
import { Facts, Figure, Figures } from '../design/Credits';
import { Card } from '../design/Page';
import { Note, Pill, type Tone } from '../design/States';
import { formatAgo, formatMoment } from '../language/times';
import { formatCount } from '../language/numbers';
import { useLanguage } from '../language/texts';
import { ConnectionActions } from './ConnectionActions';
import { KeyStep } from './connect/KeyStep';
import { useIntegrationTexts } from './texts';

type Connection = Sync['ConnectionView'];

const tones: Readonly<Partial<Record<Connection['stage'], Tone>>> = {
  active: 'good',
  'active-with-remarks': 'good',
  paused: 'warn',
  activating: 'calm',
  disconnecting: 'calm',
};

/** How the connection is, why it stands still if it does, and what can be done with it. */
export function ConnectionCard({
  shop,
  connection,
  onChangeList,
}: {
  readonly shop: string;
  readonly connection: Connection;
  readonly onChangeList: () => void;
}) {
  const say = useIntegrationTexts();
  const language = useLanguage();
  const [isKeyOpen, key] = useDisclosure(false);
  const { stage, message, counts, list, timeZone } = connection;
  return (
    <Card
      title={say('state.title')}
      actions={<Pill tone={tones[stage] ?? 'bad'}>{say(`stage.${stage}`)}</Pill>}
    >
      {message ? <Note tone={stage === 'paused' ? 'warn' : 'bad'}>{message[language]}</Note> : null}
      <Failing connection={connection} />
      <Remarks remarks={connection.remarks} />
      <Figures>
        <Figure name={say('state.stored')} value={formatCount(counts.stored, language)} />
        <Figure name={say('state.waiting')} value={formatCount(counts.toWrite, language)} />
        <Figure name={say('state.rejected')} value={formatCount(counts.rejected, language)} />
      </Figures>
      <hr style={{ border: 0, borderTop: '1px solid var(--line)', margin: '20px 0' }} />
      <Facts
        of={[
          list && [
            say('state.list'),
            <>
              {list.name}{' '}
              <Button variant="subtle" size="compact-sm" onClick={onChangeList}>
                {say('list.change')}
              </Button>
            </>,
          ],
          connection.key !== null && [
            say('state.key'),
            <>
              {say('state.keyEnds', { end: connection.key })}{' '}
              <Button variant="subtle" size="compact-sm" onClick={key.open}>
                {say('key.change')}
              </Button>
            </>,
          ],
          [say('state.since'), formatMoment(connection.changedAt, language, timeZone)],
        ]}
      />
      <ConnectionActions shop={shop} connection={connection} />
      <Dialog opened={isKeyOpen} onClose={key.close} title={say('key.change')} size="lg" isForm>
        <KeyStep shop={shop} onDone={key.close} />
      </Dialog>
    </Card>
  );
}

function Failing({ connection: { failing } }: { readonly connection: Connection }) {
  const say = useIntegrationTexts();
  const language = useLanguage();
  const [first] = failing;
  if (!first) return null;
  const when = formatAgo(first.nextAttemptAt, new Date(), language);
  return (
    <Note tone="warn" title={say('failing.title')}>
      {first.texts[language]} {say('failing.next', { when })}
    </Note>
  );
}

/** Remarks come in English from the service; each kind has its own words here. */
function Remarks({ remarks }: { readonly remarks: readonly string[] }) {
  const say = useIntegrationTexts();
  const kinds = new Set(
    remarks.map((remark) =>
      /replaces all fields/.test(remark)
        ? 'replaces'
        : /cannot be cleared/.test(remark)
          ? 'uncleared'
          : 'type',
    ),
  );
  return [...kinds].map((kind) => (
    <Note key={kind} tone="calm">
      {say(`remark.${kind}`)}
    </Note>
  ));
}
