/** An agent's visit to the console: an account made on the command line, signed in, in a browser of its own. */
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { type RunningServer, startServer } from './server.ts';
import { wide } from './visit.ts';

const root = resolve(import.meta.dirname, '..', '..');

export const password = 'quiet river under the bridge';

/** A server with receipts on, whatever else is set. */
export const startConsole = (env: Readonly<Record<string, string>> = {}): Promise<RunningServer> =>
  startServer({ env: { RECEIPT_KEY: 'a-key-for-receipts-of-the-tests-only', ...env } });

/** The one-time link of a new account, as the command line gives it. */
export function inviteAgent(server: RunningServer, name: string, role = 'agent'): string {
  const args = ['agents', 'add', name, '--role', role, '--json', '--data', server.data];
  const out = execFileSync(process.execPath, [join('dist', 'bot', 'cli.js'), ...args], { cwd: root });
  const { link } = JSON.parse(String(out).trim().split('\n').at(-1) ?? '{}');
  return `${server.url}/console${new URL(link).hash}`;
}

/** A new account with the password of the tests. */
export async function addAgent(server: RunningServer, name: string, role = 'agent'): Promise<void> {
  const token = inviteAgent(server, name, role).split('#welcome=')[1];
  const response = await fetch(`${server.url}/console/api/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password }),
  });
  if (!response.ok) throw new Error(`the password of ${name} was not set: ${response.status}`);
}

export interface ConsoleVisit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly field: Locator;
  /** The reply as it is shown. */
  readonly reply: Locator;
  readonly rows: Locator;
  /** Breaches of the security policy, and errors of the page's code. */
  readonly complaints: readonly string[];
  /** Puts text on the clipboard and presses Ctrl+V. */
  paste(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface ConsoleVisitOptions extends BrowserContextOptions {
  /** Signed in as this agent; nobody is signed in where it is absent. */
  readonly agent?: string;
  readonly at?: string;
}

export async function visitConsole(
  browser: Browser,
  server: RunningServer,
  { agent, at = '/console', ...options }: ConsoleVisitOptions = {},
): Promise<ConsoleVisit> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...wide,
    ...options,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write', 'notifications'], {
    origin: server.url,
  });
  if (agent !== undefined) {
    const data = { name: agent, password };
    await context.request.post(`${server.url}/console/api/sign-in`, { data });
  }
  const page = await context.newPage();
  const complaints = await hearComplaints(page);
  await page.goto(server.url + at);
  return {
    ...{ page, context, complaints },
    field: page.getByRole('combobox', { name: '查找' }),
    reply: page.locator('.preview'),
    rows: page.getByRole('option'),
    async paste(text) {
      await page.evaluate((words) => navigator.clipboard.writeText(words), text);
      await page.keyboard.press('ControlOrMeta+V');
    },
    close: () => context.close(),
  };
}

/** A refused call is reported by the browser as well; it is no fault of the page. */
async function hearComplaints(page: Page): Promise<readonly string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.exposeFunction('reportBreach', (breach: string) => complaints.push(breach));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      window.reportBreach(`policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  return complaints;
}
