import { Problem } from '@ellity/platform';
import { ecomailFailureOf, isForbidden } from '../../accounts/ecomail-failure';
import { type TextCode, textCodeOfFailure, textsOf } from './merchant-texts';

/** A refusal that a merchant reads in both languages. */
export function connectionProblem(
  status: number,
  code: TextCode,
  values: Readonly<Record<string, string | number>> = {},
): Problem {
  const texts = textsOf(code, values);
  return new Problem(status, code, texts.en, [], texts);
}

const statusOf: Readonly<Partial<Record<TextCode, number>>> = {
  'key-rejected': 422,
  'list-missing': 409,
  'account-forbids': 409,
  'ecomail-refused': 502,
};

/** What a failed call means for whoever waits for it; the client's messages hold no address and no key. */
export function problemOfFailure(error: unknown): Problem {
  const failure = ecomailFailureOf(error);
  const code = textCodeOfFailure({ code: failure.code, isForbidden: isForbidden(failure) });
  const words = error instanceof Error ? error.message.slice(0, 300) : '';
  return connectionProblem(statusOf[code] ?? 503, code, { words });
}
