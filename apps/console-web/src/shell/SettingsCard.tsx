import { Button, Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { asProblem } from '../api/problem';
import type { Draft } from '../api/settings';
import { Card } from '../design/Page';
import { Note } from '../design/States';
import { useProblemText } from '../problems/problem-text';
import type { Acting } from '../design/use-act';
import { UnsavedGuard } from './UnsavedGuard';
import { useSaveTexts } from './save-texts';

/** Settings that are saved together, with what belongs to it: the guard, the refusal, and two people saving at once. */
export function SettingsCard<T>({
  title,
  lead,
  id,
  draft,
  act,
  reload,
  isValid = true,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly id?: string;
  readonly draft: Draft<T>;
  readonly act: Acting<void, unknown>;
  /** Resolves with the tag of what is saved now. */
  readonly reload: () => Promise<string | null>;
  readonly isValid?: boolean;
  readonly children: ReactNode;
}) {
  const say = useSaveTexts();
  const textOf = useProblemText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.run().then(draft.drop, () => undefined);
  };
  const isOvertaken = act.error !== null && asProblem(act.error).status === 412;
  const seeNewest = () =>
    void reload().then((seen) => {
      draft.rebase(seen);
      act.forget();
    });
  return (
    <Card title={title} lead={lead} {...(id ? { id } : {})}>
      <UnsavedGuard isChanged={draft.isChanged} />
      <form onSubmit={submit}>
        <Stack gap="md">
          {children}
          {isOvertaken ? (
            <Note
              tone="warn"
              title={say('overtaken')}
              action={
                <Button variant="default" onClick={seeNewest}>
                  {say('seeNewest')}
                </Button>
              }
            >
              {say('overtakenText')}
            </Note>
          ) : act.error ? (
            <Note tone="bad">{textOf(act.error)}</Note>
          ) : null}
          <Group gap="sm">
            <Button
              type="submit"
              loading={act.isPending}
              disabled={!draft.isChanged || !isValid || isOvertaken}
            >
              {say('save')}
            </Button>
            {draft.isChanged ? (
              <Button variant="subtle" color="gray" onClick={draft.drop}>
                {say('drop')}
              </Button>
            ) : null}
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
