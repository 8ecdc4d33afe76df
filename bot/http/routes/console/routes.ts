/** The console's routes, behind one guard. */
import type { Express } from 'express';
import type { Config } from '../../../config.ts';
import { parseBody } from '../../body.ts';
import { addAdministrationRoutes } from './administration.ts';
import type { ConsoleDeps } from './agent-route.ts';
import { addAnswerRoutes } from './answers.ts';
import { addEventRoutes } from './events.ts';
import { addFeedbackRoutes } from './feedback.ts';
import { guardConsole } from './guard.ts';
import { addHandoffRoutes } from './handoffs.ts';
import { addMeRoutes } from './me.ts';
import { addOidcRoutes } from './oidc.ts';
import { addPasswordRoutes } from './passwords.ts';
import { addReceiptRoutes } from './receipts.ts';
import { addSignInRoutes } from './sign-in.ts';
import { addUnansweredRoutes } from './unanswered.ts';

interface RoutesDeps extends ConsoleDeps {
  readonly config: Pick<Config, 'allowedOrigins' | 'publicUrl'>;
}

export function addConsoleRoutes(app: Express, deps: RoutesDeps): void {
  app.use('/console/api', guardConsole(deps.config), parseBody());
  addSignInRoutes(app, deps);
  addPasswordRoutes(app, deps);
  addMeRoutes(app, deps);
  addOidcRoutes(app, deps);
  addAdministrationRoutes(app, deps);
  addAnswerRoutes(app, deps);
  addReceiptRoutes(app, deps);
  addHandoffRoutes(app, deps);
  addEventRoutes(app, deps);
  addFeedbackRoutes(app, deps);
  addUnansweredRoutes(app, deps);
}
