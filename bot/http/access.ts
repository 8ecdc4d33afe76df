/** Who may call from where, and what is noted of a call: security headers, origins, request id, access log. */
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Metrics } from './metrics.ts';
import { Problem } from './problem.ts';

/** Headers of our own pages. Nothing is loaded from elsewhere and no markup is made from strings. */
export function securityHeaders({ publicUrl }: Pick<Config, 'publicUrl'>): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'self'"],
        'require-trusted-types-for': ["'script'"],
      },
    },
    // for our own host alone: what else lies below its name is not ours to decide
    strictTransportSecurity: publicUrl?.startsWith('https:')
      ? { maxAge: 31_536_000, includeSubDomains: false }
      : false,
  });
}

const corsHeaders = {
  'Access-Control-Allow-Methods': 'GET, POST, DELETE',
  'Access-Control-Allow-Headers': 'authorization, content-type',
  'Access-Control-Expose-Headers': 'retry-after, x-request-id',
  'Access-Control-Max-Age': '600',
} as const;

type OriginConfig = Pick<Config, 'allowedOrigins' | 'publicUrl'>;

/** Lets in pages of our own origin and of the allow-list, compared exactly; other origins are refused. */
export function checkOrigin(config: OriginConfig): RequestHandler {
  const standing = createOriginCheck(config);
  return (request, response, next) => {
    response.vary('Origin');
    const { origin } = request.headers;
    const known = standing(request);
    if (known === 'own') return next();
    if (known === 'foreign' || origin === undefined) throw new Problem('origin_refused');
    response.set('Access-Control-Allow-Origin', origin).set(corsHeaders);
    if (request.method === 'OPTIONS') response.status(204).end();
    else next();
  };
}

/** For files that pages of the allow-list load: theirs to read, while nobody is refused a file that all may see. */
export function shareWithOrigins(config: OriginConfig): RequestHandler {
  const standing = createOriginCheck(config);
  return (request, response, next) => {
    response.vary('Origin').set('Cross-Origin-Resource-Policy', 'cross-origin');
    if (standing(request) === 'listed') response.set('Access-Control-Allow-Origin', request.headers.origin);
    next();
  };
}

/** How the page that calls stands to us; a call without an origin comes from no foreign page. */
export function createOriginCheck({ allowedOrigins, publicUrl }: OriginConfig) {
  const allowed = new Set(allowedOrigins);
  const own = publicUrl && new URL(publicUrl).origin;
  return ({ headers: { origin, host } }: Pick<Request, 'headers'>): 'own' | 'listed' | 'foreign' => {
    if (origin === undefined || origin === own || isSameHost(origin, host)) return 'own';
    return allowed.has(origin) ? 'listed' : 'foreign';
  };
}

function isSameHost(origin: string, host: string | undefined): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** Gives every request an id, and notes method, route, status and time: no paths, no queries, no addresses. */
export function noteRequests(log: Log, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const requestId = randomUUID();
    response.locals.requestId = requestId;
    response.setHeader('X-Request-Id', requestId);
    response.once('close', () => {
      const ms = performance.now() - started;
      const noted = { method: request.method, route: routeOf(request.route), status: response.statusCode };
      metrics.request(noted, ms / 1000);
      log.info(
        {
          requestId,
          ...noted,
          ms: Math.round(ms * 10) / 10,
          ...(!response.writableFinished && { aborted: true }),
        },
        'request',
      );
    });
    next();
  };
}

/** The pattern of a route, so that ids in paths stay out of logs and labels. */
function routeOf(route: unknown): string {
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : undefined;
  return typeof path === 'string' ? path : 'unknown';
}
