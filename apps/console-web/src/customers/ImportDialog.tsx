import { Button, Checkbox, FileButton, Group, Progress, Stack } from '@mantine/core';
import { Dialog } from '../design/Dialog';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { core, sessionFetch, take } from '../api/client';
import { problemOf } from '../api/problem';
import { keys } from '../api/shop';
import type { Core } from '../api/types';
import { Note } from '../design/States';
import { useProblemText } from '../problems/problem-text';
import { useAct } from '../design/use-act';
import { formatCount } from '../language/numbers';
import { formatMoment } from '../language/times';
import { useLanguage } from '../language/texts';
import { ImportFindings, ImportProblems } from './ImportFindings';
import { useCustomersTexts } from './texts';

type View = Core['ImportView'];

/** A file is checked first and changes nothing; only its findings are decided upon. */
export function ImportDialog({
  shop,
  isOpen,
  onClose,
}: {
  readonly shop: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const say = useCustomersTexts();
  const textOf = useProblemText();
  const [taken, setTaken] = useState<View | null>(null);
  const check = useAct(async (file: File): Promise<View> => {
    const request = new Request(`/api/core/shops/${shop}/imports`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: file,
    });
    const response = await sessionFetch(request);
    if (!response.ok) throw await problemOf(response);
    return (await response.json()) as View;
  });
  const choose = (file: File | null) => {
    if (file) check.run(file).then(setTaken, () => undefined);
  };
  return (
    <Dialog opened={isOpen} onClose={onClose} title={say('import.title')} size="lg" isForm>
      <Stack gap="md">
        {taken ? (
          <Taken shop={shop} taken={taken} onAgain={() => setTaken(null)} />
        ) : (
          <>
            {say('import.lead')}
            {check.error ? <Note tone="bad">{textOf(check.error)}</Note> : null}
            <Group>
              <FileButton accept=".csv,.txt,text/csv" onChange={choose}>
                {(props) => (
                  <Button {...props} loading={check.isPending}>
                    {say('import.choose')}
                  </Button>
                )}
              </FileButton>
            </Group>
          </>
        )}
      </Stack>
    </Dialog>
  );
}

/** The answer to a file that was carried out before: it is the same import, and nothing is done again. */
const isEarlier = (taken: View): taken is View & { readonly finishedAt: string } =>
  taken.state === 'done' && taken.finishedAt !== null;

function Taken({
  shop,
  taken,
  onAgain,
}: {
  readonly shop: string;
  readonly taken: View;
  readonly onAgain: () => void;
}) {
  const say = useCustomersTexts();
  const textOf = useProblemText();
  const language = useLanguage();
  const queries = useQueryClient();
  const [skipInvalid, setSkipInvalid] = useState(false);
  const [announce, setAnnounce] = useState(false);
  const params = { path: { shopId: shop, importId: taken.id } };
  const queryKey = ['import', shop, taken.id];
  const { data: view = taken } = useQuery({
    queryKey,
    queryFn: () => take(core.GET('/shops/{shopId}/imports/{importId}', { params })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1000 : false),
  });
  const start = useAct(
    () =>
      take(
        core.POST('/shops/{shopId}/imports/{importId}/start', { params, body: { skipInvalid, announce } }),
      ),
    { changes: [queryKey] },
  );
  useEffect(() => {
    if (view.state === 'done') void queries.invalidateQueries({ queryKey: keys.customers(shop) });
  }, [view.state, queries, shop]);
  const of = {
    done: formatCount(view.done, language),
    total: formatCount(view.ready + view.done + view.failed, language),
    failed: formatCount(view.failed, language),
  };
  const again = (
    <Button variant="default" onClick={onAgain}>
      {say('import.again')}
    </Button>
  );
  if (view.state === 'done') {
    return (
      <>
        {isEarlier(taken) ? (
          <Note>{say('import.earlier', { when: formatMoment(taken.finishedAt, language) })}</Note>
        ) : null}
        <Note tone="good">{say('import.done', of)}</Note>
        {view.failed > 0 ? <ImportProblems shop={shop} id={view.id} /> : null}
        <Group justify="flex-end">{again}</Group>
      </>
    );
  }
  if (view.state !== 'checked' && view.state !== 'stopped') {
    const all = view.ready + view.done + view.failed;
    return (
      <>
        <Progress
          value={all === 0 ? 0 : (view.done / all) * 100}
          size="lg"
          aria-label={say('import.title')}
        />
        <span aria-live="polite">{say('import.running', of)}</span>
      </>
    );
  }
  const isBlocked = view.invalid > 0 && !skipInvalid;
  return (
    <>
      <ImportFindings shop={shop} view={view} />
      {view.invalid > 0 ? (
        <Checkbox
          label={say('import.skip')}
          checked={skipInvalid}
          onChange={({ currentTarget }) => setSkipInvalid(currentTarget.checked)}
        />
      ) : null}
      <Checkbox
        label={say('import.announce')}
        checked={announce}
        onChange={({ currentTarget }) => setAnnounce(currentTarget.checked)}
      />
      {start.error ? <Note tone="bad">{textOf(start.error)}</Note> : null}
      <Group justify="flex-end">
        {again}
        <Button
          loading={start.isPending}
          disabled={isBlocked}
          onClick={() => void start.run().catch(() => undefined)}
        >
          {say('import.start')}
        </Button>
      </Group>
    </>
  );
}
