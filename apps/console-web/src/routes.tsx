import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { filtersFrom } from './customers/filter-values';
import { Loading } from './design/States';
import { letterSearchFrom } from './letters/filter-values';
import { auditSearchFrom } from './people/audit-search';
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
const queues = createRoute({
  getParentRoute: () => frame,
  path: '/operations/queues',
  component: lazyRouteComponent(() => import('./queues/Queues'), 'Queues'),
});
const letterGroups = createRoute({
  getParentRoute: () => frame,
  path: '/operations/letters',
  component: lazyRouteComponent(() => import('./letters/Letters'), 'Letters'),
});
const letterSearch = createRoute({
  getParentRoute: () => frame,
  path: '/operations/letters/search',
  validateSearch: letterSearchFrom,
  component: lazyRouteComponent(() => import('./letters/Search'), 'Search'),
});
const letterHistory = createRoute({
  getParentRoute: () => frame,
  path: '/operations/letters/history',
  component: lazyRouteComponent(() => import('./letters/actions/History'), 'History'),
});
const letterGroup = createRoute({
  getParentRoute: () => frame,
  path: '/operations/letters/groups/$group',
  validateSearch: letterSearchFrom,
  component: lazyRouteComponent(() => import('./letters/Group'), 'Group'),
});
const letterAction = createRoute({
  getParentRoute: () => frame,
  path: '/operations/letters/actions/$action',
  component: lazyRouteComponent(() => import('./letters/actions/ActionScreen'), 'ActionScreen'),
});
const letter = createRoute({
  getParentRoute: () => frame,
  path: '/operations/letters/$letter',
  component: lazyRouteComponent(() => import('./letters/letter/LetterScreen'), 'LetterScreen'),
});
const people = createRoute({
  getParentRoute: () => frame,
  path: '/operations/people',
  component: lazyRouteComponent(() => import('./people/People'), 'People'),
});
const audit = createRoute({
  getParentRoute: () => frame,
  path: '/operations/audit',
  validateSearch: auditSearchFrom,
  component: lazyRouteComponent(() => import('./people/Audit'), 'Audit'),
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
    queues,
    people,
    audit,
    letterGroups,
    letterSearch,
    letterHistory,
    letterGroup,
    letterAction,
    letter,
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
