import { Button, Fieldset, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import table from '../../design/design.module.css';
import { useLettersTexts } from '../texts';
import { valueFrom, type Rule } from './action';

const kinds = ['set', 'rename', 'remove'] as const;
const fieldPattern = /^\w{1,60}(\.\w{1,60}){0,4}$/;
const namePattern = /^\w{1,60}$/;

/** What is done with each message, in order. Ids stay; a message that would break its contract stays as it is. */
export function Rules({
  rules,
  onChange,
}: {
  readonly rules: readonly Rule[];
  readonly onChange: (rules: readonly Rule[]) => void;
}) {
  const say = useLettersTexts();
  return (
    <Fieldset legend={say('rule.title')}>
      <Stack gap="xs">
        {rules.map((rule, index) => (
          <div key={index}>
            <code className={table['code']}>
              {rule.field} {rule.what === 'remove' ? say('rule.removed') : `→ ${JSON.stringify(rule.to)}`}
            </code>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => onChange(rules.filter((_, place) => place !== index))}
            >
              {say('rule.drop')}
            </Button>
          </div>
        ))}
        <NewRule onAdd={(rule) => onChange([...rules, rule])} />
      </Stack>
    </Fieldset>
  );
}

function NewRule({ onAdd }: { readonly onAdd: (rule: Rule) => void }) {
  const say = useLettersTexts();
  const [what, setWhat] = useState<Rule['what']>('set');
  const [field, setField] = useState('');
  const [to, setTo] = useState('');
  const isReady = fieldPattern.test(field) && (what !== 'rename' || namePattern.test(to));
  const add = () => {
    onAdd({ what, field, ...(what === 'remove' ? {} : { to: what === 'set' ? valueFrom(to) : to }) });
    setField('');
    setTo('');
  };
  return (
    <>
      <NativeSelect
        label={say('rule.what')}
        value={what}
        data={kinds.map((one) => ({ value: one, label: say(`rule.${one}`) }))}
        onChange={({ currentTarget: { value } }) => setWhat(kinds.find((one) => one === value) ?? 'set')}
      />
      <TextInput
        label={say('rule.field')}
        description={say('rule.fieldText')}
        value={field}
        onChange={({ currentTarget: { value } }) => setField(value.trim())}
      />
      {what === 'remove' ? null : (
        <TextInput
          label={say(what === 'set' ? 'rule.value' : 'rule.newName')}
          value={to}
          onChange={({ currentTarget: { value } }) => setTo(value)}
        />
      )}
      <div>
        <Button variant="default" disabled={!isReady} onClick={add}>
          {say('rule.add')}
        </Button>
      </div>
    </>
  );
}
