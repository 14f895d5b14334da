import { HttpException, type ValidationError } from '@nestjs/common';

export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
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
    const own = Object.values(error.constraints ?? {}).map((problem) => ({ field, problem }));
    return [...own, ...fieldProblems(error.children ?? [], `${field}.`)];
  });
}
