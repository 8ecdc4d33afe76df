/** The HTTP face: an Express app out of its routes, in the order in which a request meets them. */
import express, { type Express } from 'express';
import type { Channels } from '../channels/open-channels.ts';
import type { Config } from '../config.ts';
import type { Linking } from '../linking/linking.ts';
import { checkOrigin, noteRequests, securityHeaders, shareWithOrigins } from './access.ts';
import { type AdmissionLimits, createAdmission } from './admission.ts';
import { parseBody } from './body.ts';
import { createProblemHandler, unknownRoute } from './problem.ts';
import type { ConsoleDeps } from './routes/console/agent-route.ts';
import { addConsoleRoutes } from './routes/console/routes.ts';
import { addConversationRoutes } from './routes/conversations.ts';
import { addFeedbackRoutes } from './routes/feedback.ts';
import { addHealthRoutes } from './routes/health.ts';
import { addLinkRoutes } from './routes/links.ts';
import { addMessageRoutes } from './routes/messages.ts';
import { addPageRoutes } from './routes/pages.ts';
import { addRoutingRoutes } from './routes/routing.ts';
import { addRuleRoutes } from './routes/rules.ts';
import { addSessionRoutes } from './routes/sessions.ts';
import { addSlackRoutes } from './routes/slack.ts';
import { addWecomRoutes } from './routes/wecom.ts';

export interface ServerDeps extends ConsoleDeps {
  readonly config: Pick<Config, 'allowedOrigins' | 'publicUrl' | 'trustProxy' | 'linking'>;
  /** Accounts of people on platforms; absent: nobody has one there. */
  readonly linking?: Linking | undefined;
  /** Platforms whose settings are there; their routes are not there without them. */
  readonly channels?: Channels;
  /** How much is worked on at once; as `admissionLimits` says, unless set. */
  readonly admission?: AdmissionLimits;
  /** Puts a span around each call, where traces are wanted. */
  readonly traceRequests?: express.RequestHandler;
  /** Folder of the built pages. */
  readonly webDir: string;
}

export function createServer(deps: ServerDeps): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.set('trust proxy', deps.config.trustProxy);
  if (deps.traceRequests) app.use(deps.traceRequests);
  app.use(noteRequests(deps.log, deps.metrics), securityHeaders(deps.config));
  const { shed, admit } = createAdmission(deps.admission);
  app.use('/api', checkOrigin(deps.config), neverStored, shed, parseBody(), admit);
  addSessionRoutes(app, deps);
  addMessageRoutes(app, deps);
  addConversationRoutes(app, deps);
  addRoutingRoutes(app, deps);
  addFeedbackRoutes(app, deps);
  addLinkRoutes(app, deps);
  addRuleRoutes(app, deps);
  addConsoleRoutes(app, deps);
  addWecomRoutes(app, deps);
  addSlackRoutes(app, deps);
  addHealthRoutes(app, deps);
  addPageRoutes(app, deps.webDir, shareWithOrigins(deps.config));
  app.use(unknownRoute, createProblemHandler(deps.log));
  return app;
}

/** Answers of the API are one person's own. */
const neverStored: express.RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
