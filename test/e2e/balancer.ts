/** Several built servers on one PostgreSQL, behind nginx as docs/nginx.conf sets it up. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../free-port.ts';
import { type RunningServer, startServer } from './server.ts';

export interface Balanced {
  /** Address of nginx. */
  readonly url: string;
  readonly servers: readonly RunningServer[];
  stop(): Promise<void>;
}

export const hasNginx = spawnSync('nginx', ['-v']).status === 0;

const ports = [3001, 3002, 3003];

/** `settings`: those of every server, DATABASE_URL among them. */
export async function startBalanced(settings: Readonly<Record<string, string>>): Promise<Balanced> {
  const env = { TRUST_PROXY: '1', ...settings };
  const servers = await Promise.all(ports.map(() => startServer({ env })));
  const port = await freePort();
  const nginx = await startNginx(port, servers);
  return {
    ...{ url: `http://127.0.0.1:${port}`, servers },
    stop: async () => {
      await nginx.stop();
      for (const server of servers) await server.remove();
    },
  };
}

async function startNginx(port: number, servers: readonly RunningServer[]) {
  const folder = mkdtempSync(join(tmpdir(), 'dawen-nginx-'));
  let site = readFileSync(resolve('docs', 'nginx.conf'), 'utf8').replace(
    'listen 8080',
    `listen 127.0.0.1:${port}`,
  );
  for (const [at, { url }] of servers.entries())
    site = site.replace(`127.0.0.1:${ports[at]}`, new URL(url).host);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const conf = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
    events { worker_connections 1024; }
    http { access_log off; ${places.map((place) => `${place}_temp_path ${folder}/${place};`).join(' ')} ${site} }`;
  writeFileSync(join(folder, 'nginx.conf'), conf);
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
  const ended = once(child, 'exit');
  for (let tries = 0; tries < 200; tries++) {
    const isUp = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) break;
    await new Promise((wait) => setTimeout(wait, 25));
  }
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
