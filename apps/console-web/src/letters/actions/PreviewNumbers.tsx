import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { letters, take } from '../../api/client';
import type { Letters } from '../../api/types';
import { Facts } from '../../design/Credits';
import { Loaded, Note } from '../../design/States';
import { formatCount } from '../../language/numbers';
import { formatMoment } from '../../language/times';
import { useLanguage } from '../../language/texts';
import styles from '../letters.module.css';
import { useLettersTexts } from '../texts';
import type { ActionKind, Selection } from './action';

/** How many are meant, where they failed, and, asked for, what the services say that a replay of them would do. */
export function PreviewNumbers({
  kind,
  selection,
  preview,
}: {
  readonly kind: ActionKind;
  readonly selection: Selection;
  readonly preview: Letters['PreviewAnswer'];
}) {
  const say = useLettersTexts();
  const language = useLanguage();
  const [isAsking, setAsking] = useState(false);
  const { letters: count, leftAlone, queues, oldestAt, newestAt } = preview;
  const number = (value: number) => formatCount(value, language);
  return (
    <div>
      {count === 0 ? <Note tone="warn">{say('preview.none')}</Note> : null}
      {leftAlone > 0 ? (
        <Note tone="warn">{say('preview.leftAlone', { letters: number(leftAlone) })}</Note>
      ) : null}
      {count === 0 ? null : (
        <Facts
          of={[
            [say('preview.letters'), number(count)],
            [say('preview.queues'), queues.map((one) => `${one.queue} (${number(one.letters)})`).join(', ')],
            oldestAt !== null &&
              newestAt !== null && [
                say('preview.from'),
                `${formatMoment(oldestAt, language)} – ${formatMoment(newestAt, language)}`,
              ],
          ]}
        />
      )}
      {kind !== 'replay' || count === 0 ? null : isAsking ? (
        <Asked selection={selection} count={count} />
      ) : (
        <Button variant="default" mt="md" onClick={() => setAsking(true)}>
          {say('preview.ask')}
        </Button>
      )}
    </div>
  );
}

function Asked({ selection, count }: { readonly selection: Selection; readonly count: number }) {
  const say = useLettersTexts();
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['letters-preview', 'asked', selection],
    queryFn: async () =>
      (await take(letters.POST('/preview', { body: { ...selection, kind: 'replay', ask: true } }))).asked,
    staleTime: Infinity,
    gcTime: 0,
  });
  const number = (value: number) => formatCount(value, language);
  const shares = (all: readonly Letters['CodeShare'][]) =>
    all.length === 0 ? '–' : all.map((one) => `${one.code} (${number(one.letters)})`).join(', ');
  return (
    <Loaded query={asked} lines={3}>
      {(found) =>
        found ? (
          <div className={styles['more']}>
            <Note tone={found.wouldFail.length > 0 || found.answered === 0 ? 'warn' : 'good'}>
              <Facts
                of={[
                  [say('preview.wouldApply'), number(found.wouldApply)],
                  [say('preview.wouldBeNoOp'), shares(found.wouldBeNoOp)],
                  [say('preview.wouldFail'), shares(found.wouldFail)],
                  found.unanswered > 0 && [say('preview.unanswered'), number(found.unanswered)],
                  found.answered > 0 && [
                    say('preview.estimate'),
                    say('preview.estimateOf', {
                      apply: number(found.estimatedToApply),
                      letters: number(count),
                    }),
                  ],
                ]}
              />
            </Note>
          </div>
        ) : null
      }
    </Loaded>
  );
}
