/** `/`, `/widget.js` and `/assets/…`: the built pages, read once and served from a closed list of names. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Express, Request, RequestHandler, Response } from 'express';
import { onlyMethods, Problem } from '../problem.ts';

interface PageFile {
  readonly type: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Serves what the build left in `folder`; without a build the page says how to make one. */
export function addPageRoutes(app: Express, folder: string): void {
  const files = readPages(folder);
  const servePath: RequestHandler = (request, response) => {
    const file = files.get(request.path === '/' ? '/index.html' : request.path);
    if (!file)
      throw new Problem(
        'not_found',
        files.size === 0 ? 'The pages are not built; run: npm run build' : undefined,
      );
    sendPage(file, request, response);
  };
  for (const path of ['/', '/widget.js', '/assets/*file']) {
    app.route(path).get(servePath).all(onlyMethods('GET', 'HEAD'));
  }
}

function readPages(folder: string): Map<string, PageFile> {
  if (!existsSync(folder)) return new Map();
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((file) => file.isFile() && types[extname(file.name)])
    .map((file) => join(file.parentPath, file.name));
  return new Map(paths.map((path) => [`/${relative(folder, path).split(sep).join('/')}`, readPage(path)]));
}

function readPage(path: string): PageFile {
  const body = readFileSync(path);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { type: types[extname(path)] ?? 'application/octet-stream', body, gzipped: gzipSync(body), etag };
}

/** Names carry no hash, so browsers ask every time whether a file is still the same; the answer is usually 304. */
function sendPage(file: PageFile, request: Request, response: Response): void {
  response.set({ 'Cache-Control': 'no-cache', ETag: file.etag, Vary: 'Accept-Encoding' });
  // the widget is loaded by pages of other origins
  response.set('Cross-Origin-Resource-Policy', 'cross-origin');
  // a proxy that compresses marks the tag as weak
  if (request.headers['if-none-match']?.includes(file.etag)) {
    response.status(304).end();
    return;
  }
  const isGzip = request.acceptsEncodings('gzip') === 'gzip';
  if (isGzip) response.set('Content-Encoding', 'gzip');
  response.set('Content-Type', file.type).send(isGzip ? file.gzipped : file.body);
}
