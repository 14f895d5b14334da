import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Letters } from '../../api/types';
import { Dialog } from '../../design/Dialog';
import { Card } from '../../design/Page';
import { Note } from '../../design/States';
import { useLanguage } from '../../language/texts';
import { ActsOnLetters } from '../actions/ActsOnLetters';
import { useContractWords } from '../../problems/contract-words';
import styles from '../letters.module.css';
import { useLettersTexts } from '../texts';
import { EditLetter } from './EditLetter';
import { dataIn } from './edited-data';

const steps = ['tell-sender', 'mend-then-replay', 'replay', 'edit', 'preview', 'discard'] as const;

/** Why a letter is here in one sentence, what is safe to do, the best first, and the ways to do it. */
export function Advice({ of }: { readonly of: Letters['LetterInFull'] }) {
  const say = useLettersTexts();
  const language = useLanguage();
  const { problemOf } = useContractWords();
  const [isEditing, { open, close }] = useDisclosure(false);
  const { letter, why, next } = of;
  const data = dataIn(of.body);
  const isReplaySafe = letter.isEdited || next.some((step) => /replay|preview/.test(step));
  const known = next.flatMap((name) => steps.filter((step) => step === name));
  return (
    <Card title={say('why.title')}>
      <Note tone="warn" title={problemOf(letter.message) || letter.code}>
        {why[language]}
      </Note>
      {known.length > 0 ? (
        <>
          <p>{say('why.next')}</p>
          <ol className={styles['steps']}>
            {known.map((step) => (
              <li key={step}>{say(`next.${step}`)}</li>
            ))}
          </ol>
        </>
      ) : null}
      <div className={`${styles['acts']} ${styles['orders']}`}>
        {letter.state === 'open' && data ? (
          <Button variant={isReplaySafe ? 'default' : 'filled'} onClick={open}>
            {say('edit.title')}
          </Button>
        ) : null}
        <ActsOnLetters
          state={letter.state}
          selection={{ ids: [letter.id] }}
          isReplayable={letter.isReplayable}
          isReplaySafe={isReplaySafe}
          {...(letter.state === 'open' ? { kinds: ['replay', 'discard'] } : {})}
        />
      </div>
      <Dialog opened={isEditing} onClose={close} title={say('edit.title')} size="xl" isForm>
        {isEditing && data ? <EditLetter id={letter.id} data={data} onClose={close} /> : null}
      </Dialog>
    </Card>
  );
}
