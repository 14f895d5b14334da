import { Problem } from '@ellity/platform';

/** The answer about a shop that has no connection, or whose connection was ended. */
export const noConnection = (): Problem =>
  new Problem(
    404,
    'no-connection',
    'This shop has no connection. Activate one with PUT /connections/{shopId}.',
  );
