import type { Route } from '@angular/router';
import { AdminPage } from './admin-page.ts';
import { AuditView } from './audit-view.ts';
import { DeliveriesView } from './deliveries-view.ts';
import { DeliveryView } from './delivery-view.ts';
import { SystemView } from './system-view.ts';
import { UserView } from './user-view.ts';
import { UsersView } from './users-view.ts';

/** The pages of administration, all in one file that is fetched when somebody goes there. */
export const adminRoutes: Route[] = [
  {
    path: '',
    component: AdminPage,
    children: [
      { path: '', title: 'Administration: users', component: UsersView },
      { path: 'users/:id', title: 'Administration: a user', component: UserView },
      { path: 'deliveries', title: 'Administration: deliveries', component: DeliveriesView },
      { path: 'deliveries/:id', title: 'Administration: a delivery', component: DeliveryView },
      { path: 'audit', title: 'Administration: audit', component: AuditView },
      { path: 'system', title: 'Administration: system', component: SystemView },
    ],
  },
];
