import { IconChecklist, IconHistory } from '@tabler/icons-react';
import { letters, take } from '../../api/client';
import { usePages } from '../../api/pages';
import { usePersonNames } from '../../api/people';
import table from '../../design/design.module.css';
import { TextLink } from '../../design/Links';
import { ListCard } from '../../design/ListCard';
import { Page } from '../../design/Page';
import { Pill } from '../../design/States';
import { formatCount } from '../../language/numbers';
import { formatMoment } from '../../language/times';
import { useLanguage } from '../../language/texts';
import { OperatorsOnly } from '../../operations/OperatorsOnly';
import { lettersKey } from '../../api/letters';
import { useLettersTexts } from '../texts';
import { useFilterNames } from './filter-names';
import { filterText } from './action';
import { actionTones } from './ActionScreen';
import { auditWords } from './audit-words';

/** What was done with letters, and each step of it: who, when, why, what was meant, how many before and after. */
export function History() {
  const say = useLettersTexts();
  return (
    <OperatorsOnly>
      <Page
        title={say('history.title')}
        lead={say('history.lead')}
        back={<TextLink to="/operations/letters">{say('back')}</TextLink>}
      >
        <Actions />
        <Audit />
      </Page>
    </OperatorsOnly>
  );
}

function Actions() {
  const say = useLettersTexts();
  const language = useLanguage();
  const nameOf = usePersonNames();
  const actions = usePages(
    [...lettersKey, 'actions'],
    (before, signal) => take(letters.GET('/actions', { params: { query: { before, limit: 20 } }, signal })),
    { refetchInterval: 5_000 },
  );
  return (
    <ListCard
      title={say('actions.title')}
      list={actions}
      empty={{
        icon: <IconChecklist size={22} />,
        title: say('actions.empty'),
        text: say('actions.emptyText'),
      }}
      columns={[
        say('actions.what'),
        say('list.state'),
        [say('actions.letters'), 'number'],
        [say('actions.who'), 'wide'],
        [say('actions.when'), 'wide'],
      ]}
      row={(action) => (
        <tr key={action.id}>
          <td>
            <TextLink to="/operations/letters/actions/$action" params={{ action: action.id }}>
              {say(`act.${action.kind}`)}
            </TextLink>
            <div className={table['soft']}>{action.why}</div>
          </td>
          <td>
            <Pill tone={actionTones[action.state]}>{say(`action.${action.state}`)}</Pill>
          </td>
          <td className={table['number']}>
            {formatCount(action.done, language)} / {formatCount(action.matched, language)}
          </td>
          <td className={table['wide']}>{nameOf(action.actor)}</td>
          <td className={table['wide']}>{formatMoment(action.createdAt, language)}</td>
        </tr>
      )}
    />
  );
}

function Audit() {
  const say = useLettersTexts();
  const language = useLanguage();
  const nameOf = usePersonNames();
  const filterName = useFilterNames();
  const audit = usePages([...lettersKey, 'audit'], (before, signal) =>
    take(letters.GET('/audit', { params: { query: { before, limit: 50 } }, signal })),
  );
  const change = (before: object | null, after: object | null): string =>
    [before, after]
      .map((side) => (side ? filterText(side, filterName) : ''))
      .filter(Boolean)
      .join(' → ');
  return (
    <ListCard
      title={say('audit.title')}
      lead={say('audit.lead')}
      list={audit}
      empty={{ icon: <IconHistory size={22} />, title: say('audit.empty'), text: say('audit.emptyText') }}
      columns={[say('actions.when'), say('actions.who'), say('actions.what'), [say('audit.numbers'), 'wide']]}
      row={(entry) => (
        <tr key={entry.id}>
          <td>{formatMoment(entry.at, language)}</td>
          <td>{nameOf(entry.actor)}</td>
          <td>
            {auditWords(entry.what, say)}
            {entry.why ? <div className={table['soft']}>{entry.why}</div> : null}
            {entry.filter ? (
              <div className={table['soft']}>{filterText(entry.filter, filterName)}</div>
            ) : null}
          </td>
          <td className={table['wide']}>{change(entry.before, entry.after)}</td>
        </tr>
      )}
    />
  );
}
