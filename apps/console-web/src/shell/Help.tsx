import english from '../../../../docs/napoveda.en.md';
import czech from '../../../../docs/napoveda.cs.md';
import { Card, Page } from '../design/Page';
import { useLanguage } from '../language/texts';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import styles from './shell.module.css';
import { useShellTexts } from './texts';

/** Our help page. It is ours and was made when the app was built: nothing that anybody typed is in it. */
export function Help() {
  const say = useShellTexts();
  const html = useLanguage() === 'en' ? english : czech;
  const part = useRouterState({ select: ({ location }) => location.hash });
  useEffect(() => document.getElementById(part)?.scrollIntoView(), [part]);
  return (
    <Page title={say('help')} lead={say('helpLead')}>
      <Card>
        <article className={styles['article']} dangerouslySetInnerHTML={{ __html: html }} />
      </Card>
    </Page>
  );
}
