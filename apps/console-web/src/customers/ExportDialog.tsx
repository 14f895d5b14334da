import { Button, Group, Stack } from '@mantine/core';
import { Dialog } from '../design/Dialog';
import { useQuery } from '@tanstack/react-query';
import { LinkButton } from '../design/Links';
import { sync, take } from '../api/client';
import { connectionQuery, keys } from '../api/shop';
import type { Sync } from '../api/types';
import { Figure, Figures } from '../design/Credits';
import table from '../design/design.module.css';
import { Scroll } from '../design/Scroll';
import { Loaded, Note } from '../design/States';
import { useProblemText } from '../problems/problem-text';
import { useAct } from '../design/use-act';
import { formatCount } from '../language/numbers';
import { formatDuration } from '../language/times';
import { useLanguage } from '../language/texts';
import { useCustomersTexts } from './texts';

/** What a full export would do, in numbers, before it is begun. */
export function ExportDialog({
  shop,
  isOpen,
  onClose,
}: {
  readonly shop: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const say = useCustomersTexts();
  return (
    <Dialog opened={isOpen} onClose={onClose} title={say('export.title')} size="lg">
      {isOpen ? <Preview shop={shop} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Preview({ shop, onClose }: { readonly shop: string; readonly onClose: () => void }) {
  const say = useCustomersTexts();
  const connection = useQuery(connectionQuery(shop));
  return (
    <Loaded query={connection}>
      {(found) =>
        found && found.state !== 'inactive' ? (
          <Counted shop={shop} list={found.list?.name ?? ''} onClose={onClose} />
        ) : (
          <Note
            title={say('export.noConnection')}
            action={
              <LinkButton to="/shops/$shop/integration" params={{ shop }}>
                {say('export.connect')}
              </LinkButton>
            }
          >
            {say('export.noConnectionText')}
          </Note>
        )
      }
    </Loaded>
  );
}

function Counted({
  shop,
  list,
  onClose,
}: {
  readonly shop: string;
  readonly list: string;
  readonly onClose: () => void;
}) {
  const say = useCustomersTexts();
  const textOf = useProblemText();
  const language = useLanguage();
  const params = { path: { shopId: shop } };
  const preview = useQuery({
    queryKey: [...keys.exports(shop), 'preview', language],
    queryFn: () =>
      take(sync.GET('/connections/{shopId}/exports/preview', { params: { ...params, query: { language } } })),
    staleTime: 0,
  });
  const start = useAct(() => take(sync.POST('/connections/{shopId}/exports', { params, body: {} })), {
    said: () => say('export.started'),
    changes: [keys.exports(shop), keys.status(shop)],
  });
  return (
    <Stack gap="md">
      <span>{say('export.lead', { list })}</span>
      <Loaded query={preview} lines={3}>
        {(found) => <Numbers preview={found} />}
      </Loaded>
      {start.error ? <Note tone="bad">{textOf(start.error)}</Note> : null}
      <Group justify="flex-end">
        <Button loading={start.isPending} onClick={() => void start.run().then(onClose, () => undefined)}>
          {say('export.start')}
        </Button>
      </Group>
    </Stack>
  );
}

function Numbers({ preview }: { readonly preview: Sync['ExportPreview'] }) {
  const say = useCustomersTexts();
  const language = useLanguage();
  const { added, changed, unchanged, leftOut, isEstimate, secondsNeeded, examples } = preview;
  const out = leftOut.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <Figures>
        <Figure name={say('export.added')} value={formatCount(added, language)} />
        <Figure name={say('export.changed')} value={formatCount(changed, language)} />
        <Figure name={say('export.unchanged')} value={formatCount(unchanged, language)} />
        <Figure
          name={say('export.leftOut')}
          value={formatCount(out, language)}
          note={leftOut
            .filter(({ count }) => count > 0)
            .map(({ text, count }) => `${text} (${formatCount(count, language)})`)
            .join(', ')}
        />
      </Figures>
      {examples.length > 0 ? (
        <details>
          <summary>{say('export.examples')}</summary>
          <Scroll label={say('export.examples')}>
            <table className={table['table']}>
              <tbody>
                {examples.flatMap(({ customerId, email, fields }) =>
                  fields.map(({ field, from, to }) => (
                    <tr key={`${customerId}${field}`}>
                      <td>{email}</td>
                      <td>
                        <code className={table['code']}>{field}</code>
                      </td>
                      <td>
                        {from ?? '–'} → {to ?? '–'}
                      </td>
                    </tr>
                  )),
                )}
              </tbody>
            </table>
          </Scroll>
        </details>
      ) : null}
      <span>
        {secondsNeeded === null
          ? null
          : say('export.time', { time: formatDuration(secondsNeeded, language) })}{' '}
        {isEstimate ? say('export.estimate') : null}
      </span>
    </>
  );
}
