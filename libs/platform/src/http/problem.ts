import { HttpException, type ValidationError } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';

export interface FieldProblem {
  readonly field: string;
  /** For programmers, in English. */
  readonly problem: string;
  /** Names the broken rule for programs, which say it in the language of their reader. */
  readonly rule?: string;
  /** The numbers of that rule, such as the largest value. */
  readonly limits?: readonly number[];
}

/** An HTTP refusal as a problem detail (RFC 9457): a stable code, one sentence that says what to do, the fields concerned. */
export class Problem extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: readonly FieldProblem[] = [],
    /** The detail as the merchant reads it, in both languages; undefined: it is for programmers and operators only. */
    readonly texts?: { readonly cs: string; readonly en: string },
  ) {
    super(detail, status);
  }
}

/** A refusal that ends by itself: the answer says after how many seconds it is worth another try (`Retry-After`). */
export class RetryLaterProblem extends Problem {
  constructor(
    status: 429 | 503,
    code: string,
    detail: string,
    readonly afterSeconds: number,
  ) {
    super(status, code, detail);
  }
}

/** Every broken rule of a body, by field. Values are never repeated. */
export function problemOf(errors: readonly ValidationError[]): Problem {
  return new Problem(
    400,
    'request-invalid',
    'Some fields break their rules; see errors.',
    fieldProblems(errors),
  );
}

function fieldProblems(errors: readonly ValidationError[], path = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const field = `${path}${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([name, problem]) => ({
      ...{ field, problem, rule: ruleOf(error, name) },
      ...limitsOf(error, name),
    }));
    return [...own, ...fieldProblems(error.children ?? [], `${field}.`)];
  });
}

/** As class-validator names it, unless the rule names itself: a pattern says nothing of what it is for. */
function ruleOf({ contexts }: ValidationError, name: string): string {
  const { rule } = (contexts?.[name] ?? {}) as { readonly rule?: string };
  return rule ?? name;
}

function limitsOf({ target, property }: ValidationError, name: string): Pick<FieldProblem, 'limits'> {
  if (!target) return {};
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  const broken = rules.find((rule) => rule.propertyName === property && rule.name === name);
  const limits = (broken?.constraints ?? []).filter((limit) => typeof limit === 'number');
  return limits.length > 0 ? { limits } : {};
}
