import { type CallKind, callKinds, ecomailCalls } from '@ellity/ecomail';

const routes = callKinds.map((kind) => {
  const { method, path } = ecomailCalls[kind];
  const pattern = path.replace(/\{\w+\}/g, '[^/]+');
  return { kind, method, pattern: new RegExp(`^${pattern}/?$`) };
});

/** Which call of the API a request is; undefined when it is none. The path may end with a slash. */
export function callKindOf(method: string, path: string): CallKind | undefined {
  return routes.find((route) => route.method === method && route.pattern.test(path))?.kind;
}
