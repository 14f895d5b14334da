import { Button, Group, MultiSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { own, take } from '../api/client';
import { peopleKey } from '../api/people';
import { sessionQuery } from '../api/session';
import type { Own } from '../api/types';
import { Dialog } from '../design/Dialog';
import { Note } from '../design/States';
import { useProblemText } from '../problems/problem-text';
import { useDesignTexts } from '../design/texts';
import { useAct } from '../design/use-act';
import { usePeopleTexts } from './texts';

type Person = Own['PersonView'];

/** Lets somebody in, or changes who they are and what they reach. */
export function PersonDialog({
  of,
  onClose,
}: {
  readonly of: Person | 'new' | undefined;
  readonly onClose: () => void;
}) {
  const say = usePeopleTexts();
  const person = of === 'new' ? undefined : of;
  return (
    <Dialog
      opened={of !== undefined}
      onClose={onClose}
      isForm
      title={person ? say('form.change', { name: person.name }) : say('people.invite')}
    >
      {of === undefined ? null : <PersonForm person={person} onClose={onClose} />}
    </Dialog>
  );
}

function PersonForm({
  person,
  onClose,
}: {
  readonly person: Person | undefined;
  readonly onClose: () => void;
}) {
  const say = usePeopleTexts();
  const words = useDesignTexts();
  const textOf = useProblemText();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const [email, setEmail] = useState('');
  const [name, setName] = useState(person?.name ?? '');
  const [role, setRole] = useState<Person['role']>(person?.role ?? 'merchant');
  const [shops, setShops] = useState<string[]>(person?.shops ?? []);
  const [language, setLanguage] = useState<Person['language']>(person?.language ?? 'cs');
  // A second click, or a second try after a lost answer, lets nobody in twice.
  const key = useRef(crypto.randomUUID());
  const access = { name: name.trim(), role, language, shops: role === 'operator' ? [] : shops };
  const act = useAct(
    () =>
      person
        ? take(
            own.PATCH('/api/people/{personId}', { params: { path: { personId: person.id } }, body: access }),
          )
        : take(
            own.POST('/api/people', {
              params: { header: { 'Idempotency-Key': key.current } },
              body: { ...access, email: email.trim() },
            }),
          ),
    {
      said: (saved) =>
        person ? say('form.saved', { name: saved.name }) : say('person.invited', { email: saved.email }),
      changes: [peopleKey, ['session']],
    },
  );
  const isReady =
    access.name !== '' &&
    (role === 'operator' || shops.length > 0) &&
    (person !== undefined || /^\S+@\S+$/.test(email.trim()));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.run().then(onClose, () => undefined);
  };
  const changed = (change: () => void) => {
    key.current = crypto.randomUUID();
    act.forget();
    change();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {person ? (
          <p>{person.email}</p>
        ) : (
          <TextInput
            label={say('form.email')}
            description={say('form.emailText')}
            type="email"
            required
            value={email}
            onChange={({ currentTarget: { value } }) => changed(() => setEmail(value))}
          />
        )}
        <TextInput
          label={say('form.name')}
          required
          maxLength={100}
          value={name}
          onChange={({ currentTarget: { value } }) => changed(() => setName(value))}
        />
        <SegmentedControl
          aria-label={say('form.role')}
          value={role}
          onChange={(value) => changed(() => setRole(value === 'operator' ? 'operator' : 'merchant'))}
          data={[
            { value: 'merchant', label: say('role.merchant') },
            { value: 'operator', label: say('role.operator') },
          ]}
        />
        {role === 'operator' ? (
          <Note tone="warn">{say('form.operatorText')}</Note>
        ) : (
          <MultiSelect
            label={say('form.shops')}
            searchable
            required
            data={shopChoices(session?.shops ?? [], shops)}
            value={shops}
            onChange={(value) => changed(() => setShops(value))}
          />
        )}
        <SegmentedControl
          aria-label={say('form.language')}
          value={language}
          onChange={(value) => changed(() => setLanguage(value === 'en' ? 'en' : 'cs'))}
          data={[
            { value: 'cs', label: 'Čeština' },
            { value: 'en', label: 'English' },
          ]}
        />
        {act.error ? <Note tone="bad">{textOf(act.error)}</Note> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words('cancel')}
          </Button>
          <Button type="submit" loading={act.isPending} disabled={!isReady}>
            {say(person ? 'form.save' : 'form.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Also those that a person has and that are not in the list now, so that saving does not take them away unseen. */
const shopChoices = (
  known: readonly { readonly id: string; readonly name: string }[],
  chosen: readonly string[],
): { readonly value: string; readonly label: string }[] => [
  ...known.map(({ id, name }) => ({ value: id, label: name })),
  ...chosen.filter((id) => known.every((shop) => shop.id !== id)).map((id) => ({ value: id, label: id })),
];
