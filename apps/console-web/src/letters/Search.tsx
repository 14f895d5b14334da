import { useNavigate, useSearch } from '@tanstack/react-router';
import { TextLink } from '../design/Links';
import { Page } from '../design/Page';
import { OperatorsOnly } from '../operations/OperatorsOnly';
import { LetterList } from './LetterList';
import { useLettersTexts } from './texts';

/** Letters of all groups, found by what they have in common. */
export function Search() {
  const say = useLettersTexts();
  const search = useSearch({ from: '/frame/operations/letters/search' });
  const navigate = useNavigate({ from: '/operations/letters/search' });
  return (
    <OperatorsOnly>
      <Page
        title={say('search.title')}
        lead={say('search.lead')}
        back={<TextLink to="/operations/letters">{say('back')}</TextLink>}
      >
        <LetterList
          search={search}
          onChange={(changed) => void navigate({ search: changed, replace: true })}
        />
      </Page>
    </OperatorsOnly>
  );
}
