import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { letters, take } from '../../api/client';
import type { Letters } from '../../api/types';
import { Loaded, Note } from '../../design/States';
import { useProblemText } from '../../problems/problem-text';
import { useDesignTexts } from '../../design/texts';
import { useAct } from '../../design/use-act';
import { formatCount } from '../../language/numbers';
import { useLanguage } from '../../language/texts';
import { lettersKey } from '../../api/letters';
import { useLettersTexts } from '../texts';
import { isTypedCount, whyMax, whyMin, type ActionKind, type Rule, type Selection } from './action';
import { Pace, usualPace } from './Pace';
import { PreviewNumbers } from './PreviewNumbers';
import { Rules } from './Rules';

interface Meaning {
  readonly kind: ActionKind;
  readonly selection: Selection;
  readonly onClose: () => void;
}

/** First what the action would mean, then why it is done and how; the service freezes then what is meant. */
export function ActDialog(meaning: Meaning) {
  const { kind, selection } = meaning;
  const preview = useQuery({
    queryKey: ['letters-preview', kind, selection],
    queryFn: () => take(letters.POST('/preview', { body: { ...selection, kind } })),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Loaded query={preview}>
      {(numbers) => (
        <>
          <p>{useless(numbers) ? null : <About kind={kind} />}</p>
          <PreviewNumbers kind={kind} selection={selection} preview={numbers} />
          {useless(numbers) ? null : <Order {...meaning} preview={numbers} />}
        </>
      )}
    </Loaded>
  );
}

const useless = ({ letters: count }: Letters['PreviewAnswer']): boolean => count === 0;

const About = ({ kind }: { readonly kind: ActionKind }) => <>{useLettersTexts()(`act.${kind}Text`)}</>;

function Order({
  kind,
  selection,
  preview,
  onClose,
}: Meaning & { readonly preview: Letters['PreviewAnswer'] }) {
  const say = useLettersTexts();
  const words = useDesignTexts();
  const textOf = useProblemText();
  const language = useLanguage();
  const navigate = useNavigate();
  const [why, setWhy] = useState('');
  const [typed, setTyped] = useState('');
  const [pace, setPace] = useState(usualPace);
  const [rules, setRules] = useState<readonly Rule[]>([]);
  // Sent twice, by a double click or after a lost answer, it begins once.
  const key = useRef(crypto.randomUUID());
  const body = {
    ...{ ...selection, kind, why: why.trim(), count: preview.letters },
    ...(kind === 'replay' ? { rate: pace.rate, failedShareMax: pace.failedPercent / 100 } : {}),
    ...(kind === 'edit' ? { rules: [...rules] } : {}),
  };
  const act = useAct(
    () => take(letters.POST('/actions', { params: { header: { 'Idempotency-Key': key.current } }, body })),
    { said: () => say('act.begun'), changes: [lettersKey] },
  );
  const isCounted = !preview.needsCount || isTypedCount(typed, preview.letters);
  const isReady = why.trim().length >= whyMin && isCounted && (kind !== 'edit' || rules.length > 0);
  const changed = (change: () => void) => {
    key.current = crypto.randomUUID();
    act.forget();
    change();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.run().then(
      ({ id }) => void navigate({ to: '/operations/letters/actions/$action', params: { action: id } }),
      () => undefined,
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md" mt="md">
        {kind === 'edit' ? (
          <Rules rules={rules} onChange={(now) => changed(() => setRules(now))} />
        ) : kind === 'replay' ? (
          <Pace value={pace} onChange={(now) => changed(() => setPace(now))} />
        ) : null}
        <TextInput
          label={say('act.why')}
          description={say('act.whyText')}
          required
          maxLength={whyMax}
          value={why}
          onChange={({ currentTarget: { value } }) => changed(() => setWhy(value))}
        />
        {preview.needsCount ? (
          <TextInput
            label={say('act.count', { letters: formatCount(preview.letters, language) })}
            inputMode="numeric"
            required
            value={typed}
            onChange={({ currentTarget: { value } }) => changed(() => setTyped(value))}
          />
        ) : null}
        {act.error ? <Note tone="bad">{textOf(act.error)}</Note> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words('cancel')}
          </Button>
          <Button
            type="submit"
            color={kind === 'discard' ? 'red' : undefined}
            loading={act.isPending}
            disabled={!isReady}
          >
            {say(`act.${kind}Do`, {
              count: preview.letters,
              letters: formatCount(preview.letters, language),
            })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
