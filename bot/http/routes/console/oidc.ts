/** `/console/oidc/start` and `/console/oidc/callback`: the way to the identity provider and back. */
import type { Express, Request, Response } from 'express';
import { type Oidc, type OidcReturn, OidcUnavailable } from '../../../console/oidc.ts';
import { onlyMethods, Problem } from '../../problem.ts';
import type { ConsoleDeps } from './agent-route.ts';
import { setPendingOidc, setSessionCookie, takePendingOidc } from './cookies.ts';
import { addressOf } from './sign-in.ts';

export function addOidcRoutes(app: Express, deps: ConsoleDeps): void {
  const { oidc } = deps.console;
  const configured = (): Oidc => {
    if (oidc) return oidc;
    throw new Problem('not_found', 'Set OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and PUBLIC_URL');
  };
  app
    .route('/console/oidc/start')
    .get(async (request, response) => {
      await deps.limits.openSession(request.ip);
      await leave(configured(), response, deps);
    })
    .all(onlyMethods('GET'));
  app
    .route('/console/oidc/callback')
    .get(async (request, response) => {
      await deps.limits.openSession(request.ip);
      response.redirect(await comeBack(configured(), { request, response }, deps));
    })
    .all(onlyMethods('GET'));
}

async function leave(oidc: Oidc, response: Response, deps: ConsoleDeps): Promise<void> {
  try {
    const { url, pending } = await oidc.start();
    setPendingOidc(response, pending, deps.console);
    response.redirect(url.href);
  } catch (error) {
    if (!(error instanceof OidcUnavailable)) throw error;
    deps.log.error({ code: error.code }, error.message);
    response.redirect(page('unavailable'));
  }
}

type Outcome = 'refused' | 'failed' | 'unavailable';

/** The page of the console; it tells what did not work. */
const page = (outcome?: Outcome) => (outcome ? `/console#oidc=${outcome}` : '/console');

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/** Gives the page to go on with. */
async function comeBack(oidc: Oidc, { request, response }: Exchange, deps: ConsoleDeps): Promise<string> {
  const pending = takePendingOidc(request, response, deps.console);
  if (!pending) return page('failed');
  const returned = await oidc.finish(new URL(request.originalUrl, 'http://here').search, pending);
  if (returned.status !== 'identified') return page(tell(returned, deps));
  const outcome = await deps.console.signIn.withIdentity(returned, addressOf(request));
  if (outcome.status !== 'signed_in') return page('refused');
  setSessionCookie(response, outcome.token, deps.console);
  return page();
}

function tell(returned: Exclude<OidcReturn, { status: 'identified' }>, { log }: ConsoleDeps): Outcome {
  log.warn({ code: returned.code }, 'agent not signed in by the identity provider');
  return returned.status;
}
