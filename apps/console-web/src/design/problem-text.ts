import { asProblem } from '../api/problem';
import { useLanguage, type Say } from '../language/texts';
import { type cs, useDesignTexts } from './texts';

type Words = Say<typeof cs>;

/** What went wrong, in the language of the page, with what to do about it. */
export function useProblemText(): (error: unknown) => string {
  const say = useDesignTexts();
  const language = useLanguage();
  return (error) => {
    const problem = asProblem(error);
    return (
      downText(problem.downService, say) ??
      problem.text(language) ??
      byStatus(problem.status, problem.fields, say) ??
      (problem.code === 'offline' ? say('failed.offline') : (problem.detail ?? say('failed.unforeseen')))
    );
  };
}

const downServices = ['loyalty-core', 'ecomail-sync', 'webhook-gateway', 'dead-letters'] as const;

function downText(service: string | undefined, say: Words): string | undefined {
  if (service === undefined) return undefined;
  const known = downServices.find((name) => name === service);
  return say(known ? `down.${known}` : 'down.other');
}

function byStatus(
  status: number,
  fields: readonly { field: string; problem: string }[],
  say: Words,
): string | undefined {
  if (status === 400 && fields.length > 0)
    return say('failed.invalid', { fields: fields.map(({ problem }) => problem).join('; ') });
  if (status === 403) return say('failed.forbidden');
  if (status === 404) return say('failed.missing');
  if (status === 412) return say('failed.changed');
  if (status === 429 || status === 503) return say('failed.busy');
  if (status >= 500) return say('failed.unforeseen');
  return undefined;
}
