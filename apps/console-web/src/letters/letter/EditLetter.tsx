import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { letters, take } from '../../api/client';
import { Note } from '../../design/States';
import { useProblemText } from '../../problems/problem-text';
import { useDesignTexts } from '../../design/texts';
import { useAct } from '../../design/use-act';
import { whyMax, whyMin } from '../actions/action';
import { UnsavedGuard } from '../../shell/UnsavedGuard';
import styles from '../letters.module.css';
import { lettersKey } from '../../api/letters';
import { useLettersTexts } from '../texts';
import { Changes } from './Changes';
import { changesOf, dataFrom, fieldsOf, newField, type EditedField } from './edited-data';

/** Gives one message other data. The original is kept; values that are shown masked stay what they are. */
export function EditLetter({
  id,
  data,
  onClose,
}: {
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly onClose: () => void;
}) {
  const say = useLettersTexts();
  const words = useDesignTexts();
  const textOf = useProblemText();
  const [fields, setFields] = useState<readonly EditedField[]>(() => fieldsOf(data));
  const [why, setWhy] = useState('');
  const edited = dataFrom(fields);
  const changes = edited ? changesOf(data, edited) : [];
  const act = useAct(
    () =>
      take(
        letters.PUT('/letters/{letterId}/edit', {
          params: { path: { letterId: id } },
          body: { data: edited ?? {}, why: why.trim() },
        }),
      ),
    { said: () => say('edit.saved'), changes: [lettersKey] },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.run().then(onClose, () => undefined);
  };
  return (
    <form onSubmit={submit}>
      <UnsavedGuard isChanged={changes.length > 0} />
      <Stack gap="sm">
        <p>{say('edit.text')}</p>
        <FieldInputs fields={fields} onChange={setFields} />
        {edited ? null : <Note tone="warn">{say('edit.notJson')}</Note>}
        {changes.length > 0 ? <Changes of={changes} /> : null}
        <TextInput
          label={say('act.why')}
          description={say('act.whyText')}
          required
          maxLength={whyMax}
          value={why}
          onChange={({ currentTarget: { value } }) => setWhy(value)}
        />
        {act.error ? <Note tone="bad">{textOf(act.error)}</Note> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words('cancel')}
          </Button>
          <Button
            type="submit"
            loading={act.isPending}
            disabled={changes.length === 0 || why.trim().length < whyMin}
          >
            {say('edit.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function FieldInputs({
  fields,
  onChange,
}: {
  readonly fields: readonly EditedField[];
  readonly onChange: (fields: readonly EditedField[]) => void;
}) {
  const say = useLettersTexts();
  const [added, setAdded] = useState('');
  const isNew = /^\w{1,60}$/.test(added) && fields.every(({ name }) => name !== added);
  return (
    <>
      {fields.map((field) => (
        <div key={field.name} className={styles['field']}>
          <Textarea
            label={field.name}
            description={field.isLocked ? say('edit.locked') : undefined}
            autosize
            minRows={1}
            maxRows={10}
            readOnly={field.isLocked}
            value={field.text}
            onChange={({ currentTarget: { value } }) =>
              onChange(fields.map((one) => (one.name === field.name ? { ...one, text: value } : one)))
            }
          />
          {field.isLocked ? null : (
            <Button
              variant="subtle"
              color="gray"
              aria-label={say('edit.removeField', { field: field.name })}
              onClick={() => onChange(fields.filter(({ name }) => name !== field.name))}
            >
              {say('edit.remove')}
            </Button>
          )}
        </div>
      ))}
      <div className={styles['field']}>
        <TextInput
          label={say('edit.newField')}
          value={added}
          onChange={({ currentTarget: { value } }) => setAdded(value.trim())}
        />
        <Button
          variant="default"
          disabled={!isNew}
          onClick={() => {
            onChange([...fields, newField(added)]);
            setAdded('');
          }}
        >
          {say('rule.add')}
        </Button>
      </div>
    </>
  );
}
