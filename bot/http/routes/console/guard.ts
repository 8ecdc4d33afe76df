/** What every call to the console must be: from our own page, and JSON where it changes something. */
import type { RequestHandler } from 'express';
import type { Config } from '../../../config.ts';
import { createOriginCheck } from '../../access.ts';
import { Problem } from '../../problem.ts';

/** Refuses other origins, those of the allow-list as well: they are for the customers' widget. */
export function guardConsole(config: Pick<Config, 'allowedOrigins' | 'publicUrl'>): RequestHandler {
  const standing = createOriginCheck(config);
  return (request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    const site = request.headers['sec-fetch-site'];
    const isForeign = site === 'cross-site' || site === 'same-site';
    if (isForeign || standing(request) !== 'own') throw new Problem('origin_refused');
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (!isReading && !isJson(request.headers['content-type'])) throw new Problem('content_type');
    next();
  };
}

function isJson(contentType = ''): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType);
}
