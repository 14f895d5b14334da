/** An answer of the API other than a success: its status and body exactly as they go out. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`refused with ${status}`);
  }
}

export const errorsAnswer = (status: number, ...errors: readonly string[]): Refusal =>
  new Refusal(status, { errors });

export const messageAnswer = (status: number, message: string): Refusal => new Refusal(status, { message });
