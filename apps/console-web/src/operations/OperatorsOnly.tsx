import { useSuspenseQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { sessionQuery } from '../api/session';

/** Whoever is no operator is led home; the services refuse them anyway. */
export function OperatorsOnly({ children }: { readonly children: ReactNode }) {
  const { data: session } = useSuspenseQuery(sessionQuery);
  return session?.person.role === 'operator' ? children : <Navigate to="/" replace />;
}
