import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { filtersFrom } from './customers/filter-values';
import { Loading } from './design/States';
import { Broken, Home, Missing } from './shell/Endings';
import { Frame } from './shell/Frame';
import { Login } from './shell/Login';

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing, errorComponent: Broken });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: Login,
  validateSearch: ({ next }): { next?: string } => (typeof next === 'string' ? { next } : {}),
});
const passwords = () => import('./shell/Passwords');
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  component: lazyRouteComponent(passwords, 'Forgot'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset/$token',
  component: lazyRouteComponent(passwords, 'Reset'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(passwords, 'Invitation'),
});

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  errorComponent: Broken,
});
const home = createRoute({ getParentRoute: () => frame, path: '/', component: Home });
const shop = createRoute({ getParentRoute: () => frame, path: '/shops/$shop' });
const integration = createRoute({
  getParentRoute: () => shop,
  path: '/integration',
  component: lazyRouteComponent(() => import('./integration/Integration'), 'Integration'),
});

const customers = createRoute({
  getParentRoute: () => shop,
  path: '/customers',
  validateSearch: filtersFrom,
  component: lazyRouteComponent(() => import('./customers/Customers'), 'Customers'),
});
const customer = createRoute({
  getParentRoute: () => shop,
  path: '/customers/$customer',
  component: lazyRouteComponent(() => import('./customer/Customer'), 'Customer'),
});

const loyalty = createRoute({
  getParentRoute: () => shop,
  path: '/loyalty',
  component: lazyRouteComponent(() => import('./loyalty/Loyalty'), 'Loyalty'),
});
const overview = createRoute({
  getParentRoute: () => shop,
  path: '/overview',
  component: lazyRouteComponent(() => import('./overview/Overview'), 'Overview'),
});
const operations = createRoute({
  getParentRoute: () => frame,
  path: '/operations',
  component: lazyRouteComponent(() => import('./operations/Operations'), 'Operations'),
});
const help = createRoute({
  getParentRoute: () => frame,
  path: '/help',
  component: lazyRouteComponent(() => import('./shell/Help'), 'Help'),
});

const tree = root.addChildren([
  login,
  forgot,
  reset,
  invitation,
  frame.addChildren([
    home,
    help,
    operations,
    shop.addChildren([overview, loyalty, integration, customers, customer]),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  defaultPendingComponent: () => <Loading lines={6} />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
