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
  readonly cacheControl: string;
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

/** Pages by the addresses that people type. */
const pages: Readonly<Record<string, string>> = {
  ...{ '/': '/index.html', '/console': '/console.html', '/link': '/link.html' },
};

/** Serves what the build left in `folder`; without a build the page says how to make one. */
export function addPageRoutes(app: Express, folder: string, share: RequestHandler): void {
  const files = readPages(folder);
  const servePath: RequestHandler = (request, response) => {
    const file = files.get(pages[request.path] ?? request.path);
    if (file) return sendPage(file, request, response);
    const present = presentName(request.path, files);
    if (present) return response.set('Cache-Control', 'no-store').redirect(302, present);
    const advice = 'The pages are not built; run: npm run build';
    throw new Problem('not_found', files.size === 0 ? advice : undefined);
  };
  app.use(['/widget.js', '/assets'], share);
  for (const path of [...Object.keys(pages), '/widget.js', '/assets/*file']) {
    app.route(path).get(servePath).all(onlyMethods('GET', 'HEAD'));
  }
}

const hashed = /^(.+)-[0-9a-f]{10}(\.\w+)$/;

/** A page that was opened before an update asks for a former name of a file: it gets the file as it is now. */
function presentName(path: string, files: ReadonlyMap<string, PageFile>): string | undefined {
  const [, stem, ending] = hashed.exec(path) ?? [];
  if (stem === undefined) return undefined;
  return [...files.keys()].find((name) => {
    const [, otherStem, otherEnding] = hashed.exec(name) ?? [];
    return otherStem === stem && otherEnding === ending;
  });
}

function readPages(folder: string): Map<string, PageFile> {
  if (!existsSync(folder)) return new Map();
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((file) => file.isFile() && types[extname(file.name)])
    .map((file) => join(file.parentPath, file.name));
  return new Map(
    paths.map((path) => {
      const name = `/${relative(folder, path).split(sep).join('/')}`;
      return [name, readPage(path, keepFor(name))];
    }),
  );
}

/** A name with a hash never changes its content; the loader is fetched anew soon after an update. */
function keepFor(name: string): string {
  if (hashed.test(name)) return 'public, max-age=31536000, immutable';
  return name === '/widget.js' ? 'public, max-age=300' : 'no-cache';
}

function readPage(path: string, cacheControl: string): PageFile {
  const body = readFileSync(path);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const type = types[extname(path)] ?? 'application/octet-stream';
  return { type, body, gzipped: gzipSync(body), etag, cacheControl };
}

function sendPage(file: PageFile, request: Request, response: Response): void {
  response.vary('Accept-Encoding').set({ 'Cache-Control': file.cacheControl, ETag: file.etag });
  // a proxy that compresses marks the tag as weak
  if (request.headers['if-none-match']?.includes(file.etag)) {
    response.status(304).end();
    return;
  }
  const isGzip = request.acceptsEncodings('gzip') === 'gzip';
  if (isGzip) response.set('Content-Encoding', 'gzip');
  response.set('Content-Type', file.type).send(isGzip ? file.gzipped : file.body);
}
