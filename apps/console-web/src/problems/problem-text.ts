import { asProblem, type ApiProblem } from '../api/problem';
import { type cs, useDesignTexts } from '../design/texts';
import { formatCount } from '../language/numbers';
import { useLanguage, type Say } from '../language/texts';
import { brokenRules, type BrokenRule } from './broken-rules';
import { useContractWords } from './contract-words';
import { isNamed, useFieldNames } from './field-names';
import { isRefusalCode, useRefusalTexts } from './refusal-texts';
import { useRuleTexts } from './rule-texts';

type Words = Say<typeof cs>;

/**
 * What went wrong, in the language of the page, with what to do about it: as the service says it to merchants, else in
 * our words for its code or its fields. The English words of a service are for programmers: on a Czech page they never stand.
 */
export function useProblemText(): (error: unknown) => string {
  const say = useDesignTexts();
  const refused = useRefusalTexts();
  const fieldText = useFieldText();
  const language = useLanguage();
  const { problemOf } = useContractWords();
  return (error) => {
    const problem = asProblem(error);
    const { code, fields } = problem;
    if (code.startsWith('edit-') && fields.length > 0)
      return say('failed.edit', {
        problems: fields.map(({ problem: broken }) => problemOf(broken)).join('; '),
      });
    const own = downText(problem.downService, say) ?? problem.text(language);
    if (own !== undefined) return own;
    if (isRefusalCode(code)) return refused(code);
    if (problem.status === 400 && fields.length > 0)
      return say('failed.invalid', { fields: brokenRules(fields).map(fieldText).join('; ') });
    return byStatus(problem, say) ?? lastWords(problem, language === 'en', say);
  };
}

function useFieldText(): (broken: BrokenRule) => string {
  const name = useFieldNames();
  const rule = useRuleTexts();
  const language = useLanguage();
  return ({ field, text, least, most }) => {
    const numbers = { least: formatCount(least, language), most: formatCount(most, language) };
    return `${isNamed(field) ? name(field) : field}: ${rule(text, numbers)}`;
  };
}

const downServices = ['loyalty-core', 'ecomail-sync', 'webhook-gateway', 'dead-letters'] as const;

function downText(service: string | undefined, say: Words): string | undefined {
  if (service === undefined) return undefined;
  const known = downServices.find((name) => name === service);
  return say(known ? `down.${known}` : 'down.other');
}

function byStatus({ status }: ApiProblem, say: Words): string | undefined {
  if (status === 403) return say('failed.forbidden');
  if (status === 404) return say('failed.missing');
  if (status === 412) return say('failed.changed');
  if (status === 429 || status === 503) return say('failed.busy');
  if (status >= 500) return say('failed.unforeseen');
  return undefined;
}

function lastWords({ code, status, detail }: ApiProblem, isEnglish: boolean, say: Words): string {
  if (code === 'offline') return say('failed.offline');
  if (status === 0) return say('failed.unforeseen');
  return isEnglish && detail !== undefined ? detail : say('failed.refused', { code });
}
