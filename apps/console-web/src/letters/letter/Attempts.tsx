import { usePersonNames } from '../../api/people';
import type { Letters } from '../../api/types';
import table from '../../design/design.module.css';
import { TextLink } from '../../design/Links';
import { Card } from '../../design/Page';
import { Scroll } from '../../design/Scroll';
import { formatMoment } from '../../language/times';
import { useLanguage } from '../../language/texts';
import { useLettersTexts } from '../texts';

const states = ['chosen', 'sending', 'sent', 'retrying', 'done', 'no-op', 'failed', 'skipped'] as const;

/** Each time that a letter was sent back, and what came of it. */
export function Attempts({ tries }: { readonly tries: readonly Letters['LetterAttempt'][] }) {
  const say = useLettersTexts();
  const language = useLanguage();
  const nameOf = usePersonNames();
  const stateOf = (state: string) => {
    const known = states.find((one) => one === state);
    return known ? say(`attempt.${known}`) : state;
  };
  return (
    <Card title={say('attempts.title')} flush>
      <Scroll label={say('attempts.title')}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">{say('actions.when')}</th>
              <th scope="col">{say('attempts.outcome')}</th>
              <th scope="col">{say('actions.who')}</th>
            </tr>
          </thead>
          <tbody>
            {tries.map((one) => (
              <tr key={`${one.actionId}${one.sentAt ?? ''}`}>
                <td>{one.sentAt === null ? '–' : formatMoment(one.sentAt, language)}</td>
                <td>
                  {stateOf(one.state)}
                  {one.code ? <div className={table['soft']}>{one.code}</div> : null}
                </td>
                <td>
                  {nameOf(one.actor)}
                  <div>
                    <TextLink to="/operations/letters/actions/$action" params={{ action: one.actionId }}>
                      {one.why}
                    </TextLink>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}
