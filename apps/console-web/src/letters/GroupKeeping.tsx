import { Button, Group, Stack, Switch, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { letters, take } from '../api/client';
import type { Letters } from '../api/types';
import { Note } from '../design/States';
import { useProblemText } from '../problems/problem-text';
import { useAct } from '../design/use-act';
import { UnsavedGuard } from '../shell/UnsavedGuard';
import { lettersKey } from '../api/letters';
import { useLettersTexts } from './texts';

/** What is known about a group, for the next who looks, and its hold: what is on hold is not replayed. */
export function GroupKeeping({ group }: { readonly group: Letters['GroupView'] }) {
  const say = useLettersTexts();
  const textOf = useProblemText();
  const [typed, setTyped] = useState<string>();
  const change = (body: Letters['GroupChange']) =>
    take(letters.PATCH('/groups/{groupId}', { params: { path: { groupId: group.id } }, body }));
  const note = useAct((text: string) => change({ note: text }), {
    said: () => say('group.noteSaved'),
    changes: [lettersKey],
  });
  const hold = useAct((isOnHold: boolean) => change({ isOnHold }), {
    said: ({ isOnHold }) => say(isOnHold ? 'group.held' : 'group.released'),
    changes: [lettersKey],
    isFailureToast: true,
  });
  const isChanged = typed !== undefined && typed.trim() !== (group.note ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    note.run((typed ?? '').trim()).then(
      () => setTyped(undefined),
      () => undefined,
    );
  };
  return (
    <form onSubmit={submit}>
      <UnsavedGuard isChanged={isChanged} />
      <Stack gap="md" mt="lg">
        <Switch
          label={say('group.hold')}
          description={say('group.holdText')}
          checked={group.isOnHold}
          disabled={hold.isPending}
          onChange={({ currentTarget: { checked } }) => void hold.run(checked).catch(() => undefined)}
        />
        <Textarea
          label={say('group.note')}
          description={say('group.noteText')}
          autosize
          minRows={2}
          maxLength={2_000}
          value={typed ?? group.note ?? ''}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
        {note.error ? <Note tone="bad">{textOf(note.error)}</Note> : null}
        {isChanged ? (
          <Group>
            <Button type="submit" loading={note.isPending}>
              {say('group.saveNote')}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  );
}
