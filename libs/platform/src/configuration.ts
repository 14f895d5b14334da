import { cleanEnv, type CleanedEnv, EnvError, makeValidator, type Spec, str } from 'envalid';

export { bool, num, str } from 'envalid';

/** The start was refused: `problems` has one line per variable with its name, the reason and an example. */
export class ConfigurationError extends Error {
  readonly code = 'platform.configuration-invalid';
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** A validator for a URL of one of the given schemes. Its value is never part of an error: it may hold a password. */
export const urlOf = (...schemes: readonly string[]) =>
  makeValidator<string>((input) => {
    if (!isUrlOf(schemes, input))
      throw new EnvError(`must be a URL that starts with ${schemes.join(':// or ')}://`);
    return withoutSlashes(input);
  });

/** A validator for one or several such URLs, separated by commas: the nodes of a cluster. Its value is one text, too. */
export const urlsOf = (...schemes: readonly string[]) =>
  makeValidator<string>((input) => {
    const urls = input.split(/,\s*(?=[a-z]+:\/\/)/);
    if (!urls.every((url) => isUrlOf(schemes, url)))
      throw new EnvError(
        `must be one or several URLs, separated by commas, that start with ${schemes.join(':// or ')}://`,
      );
    return urls.map(withoutSlashes).join(',');
  });

const isUrlOf = (schemes: readonly string[], input: string): boolean =>
  URL.canParse(input) && schemes.includes(new URL(input).protocol.slice(0, -1));

const withoutSlashes = (url: string): string => url.replace(/\/+$/, '');

/** A validator for a port to listen on; 0 takes any free one. */
export const port = makeValidator<number>((input) => {
  const number = /^\d{1,5}$/.test(input) ? Number(input) : Number.NaN;
  if (!(number <= 65_535)) throw new EnvError('must be a port from 0 to 65535');
  return number;
});

/** How much a service logs. */
export const logLevel = () =>
  str({
    default: 'info',
    choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    desc: 'least level logged',
    example: 'info',
  });

type Specs = Record<string, Spec<unknown>>;

/**
 * Reads a service's variables once, before anything starts. An empty variable counts as missing.
 * Throws one ConfigurationError that tells of every problem; no value is ever repeated in it.
 */
export function parseEnvironment<S extends Specs>(env: NodeJS.ProcessEnv, specs: S): CleanedEnv<S> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  return cleanEnv(given, specs, {
    reporter: ({ errors }) => {
      const problems = Object.entries(errors).map(([name, error]) => {
        const spec: Spec<unknown> | undefined = specs[name];
        const reason = given[name] === undefined ? 'is missing' : `is malformed: ${ruleOf(error)}`;
        const about = spec?.desc ? ` (${spec.desc})` : '';
        return `${name} ${reason}${about}${spec?.example ? `; for example ${name}=${spec.example}` : ''}`;
      });
      if (problems.length > 0) throw new ConfigurationError(problems);
    },
  });
}

/** Envalid's own texts quote the value; ours do not. */
function ruleOf(error: Error | undefined): string {
  const text = error?.message ?? 'not usable';
  return text.startsWith('must ') ? text : text.replace(/:?\s*"[^"]*"/g, '').trim();
}
