/** The chat on a page of another origin: the examples of docs/embedding.md, run as they stand there, under its policies. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { bundleDocumented, documented, documentedPolicy, titles } from './documented.ts';
import { type EmbeddingHost, openEmbeddingHost } from './embedding-host.ts';
import { type RunningServer, startServer } from './server.ts';
import { type Visit, type VisitOptions, visit, wide } from './visit.ts';

const secret = randomBytes(24).toString('hex');
let browser: Browser;
let host: EmbeddingHost;
let server: RunningServer;
let guest: Visit | undefined;

beforeAll(async () => {
  host = await openEmbeddingHost();
  [browser, server] = await Promise.all([
    launchBrowser(),
    startServer({
      env: { ALLOWED_ORIGINS: `https://shop.example,${host.origin}`, IDENTITY_KEYS: `site-1:${secret}` },
      accounts: [{ accountId: '1001', idCardBoundAccounts: 2 }],
    }),
  ]);
});
let reportsBefore = 0;
beforeEach(() => {
  reportsBefore = host.reports.length;
});
afterEach(async () => {
  await guest?.close();
  guest = undefined;
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
  await host?.close();
});

/** The documented text with the addresses of this test. */
const here = (text: string) => text.replaceAll('https://help.example.com', server.url);
const policy = (title = 'policy') => ({
  'content-security-policy': `${here(documentedPolicy(title))}; report-uri /reports`,
});
const newReports = () => host.reports.slice(reportsBefore);

async function come(path: string, options: VisitOptions = wide, origin = host.origin): Promise<Visit> {
  guest = await visit(browser, origin + path, options);
  return guest;
}

/** A page of a single-page application: its script, and the tag as the documentation wants it there. */
function serveApp(path: string, script: string): void {
  host.serve(`${path}.js`, { type: 'text/javascript', body: script });
  const tag = `<script nonce="{NONCE}" async src="${server.url}/widget.js" data-boot="manual"></script>`;
  const app = `<script nonce="{NONCE}" defer src="${path}.js"></script>`;
  host.serve(path, {
    headers: policy(),
    body: `<!doctype html><html lang="en"><head><title>App</title>${tag}${app}</head><body><main id="app"></main></body></html>`,
  });
}

describe('the plain example', () => {
  beforeEach(() => host.serve('/plain', { headers: policy(), body: here(documented('plain.html')) }));

  test('answers, under the documented policy, without one report of a breach', async () => {
    const { page, field, ask, replies, complaints } = await come('/plain');
    await page.locator('dawen-chat .launcher').click();
    await field.waitFor();
    const reply = await ask('1个身份证可认证几个腾讯云账号？');
    expect(await reply.textContent()).toContain('仅支持实名认证3个腾讯云账号');
    await page.reload();
    await expect.poll(() => replies.count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    expect(newReports()).toEqual([]);
  });

  test('brings a call of the page to the chat, also one made before the widget is there', async () => {
    const { page, replies } = await come('/plain', {
      ...wide,
      async prepare(one) {
        await one.route('**/widget.js', async (route) => {
          await new Promise((wait) => setTimeout(wait, 500));
          await route.continue();
        });
        await one.addInitScript(() =>
          document.addEventListener('DOMContentLoaded', () => {
            Reflect.set(window, 'isEarly', document.querySelector('dawen-chat') === null);
            document.querySelector<HTMLElement>('#help')?.click();
          }),
        );
      },
    });
    expect(await page.evaluate(() => Reflect.get(window, 'isEarly'))).toBe(true);
    await replies.first().waitFor();
    expect(await page.locator('.bubble').first().textContent()).toContain('充值认证有时间限制吗？');
    expect(newReports()).toEqual([]);
  });

  test('asks only its own host and the server, and the chat itself only when it is opened', async () => {
    const asked: string[] = [];
    const { page, field } = await come('/plain', {
      ...wide,
      prepare: async (one) => one.on('request', (request) => asked.push(request.url())),
    });
    await page.locator('dawen-chat .launcher').waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked.filter((url) => url.startsWith(server.url))).toEqual([`${server.url}/widget.js`]);
    await page.locator('dawen-chat .launcher').click();
    await field.waitFor();
    const known = [host.origin, server.url];
    expect(asked.filter((url) => !known.some((origin) => url.startsWith(origin)))).toEqual([]);
  });

  test('on an origin that is not listed says that it cannot open, and leaves the page alone', async () => {
    const { page } = await come('/plain', wide, host.unlisted);
    const launcher = page.locator('dawen-chat .launcher');
    await launcher.click();
    await expect.poll(() => launcher.textContent()).toContain('没能打开');
    expect(await page.locator('h1').textContent()).toBe('帐单');
    expect(await page.locator('h1').isVisible()).toBe(true);
  });

  test('that was opened before an update of the server gets the chat under its former name', async () => {
    const { page, field, ask, complaints } = await come('/plain', {
      ...wide,
      prepare: (one) =>
        one.route('**/widget.js', async (route) => {
          const loader = await route.fetch();
          const former = (await loader.text()).replace(/chat-[0-9a-f]{10}\.js/, 'chat-0123456789.js');
          await route.fulfill({ response: loader, body: former });
        }),
    });
    const renamed = page.waitForResponse((response) => response.url().endsWith('chat-0123456789.js'));
    await page.locator('dawen-chat .launcher').click();
    expect((await renamed).status()).toBe(302);
    await field.waitFor();
    await ask('充值认证有时间限制吗？');
    expect(complaints).toEqual([]);
    expect(newReports()).toEqual([]);
  });

  test('takes the colours of the documented theme', async () => {
    host.serve('/theme.css', { type: 'text/css', body: documented('theme.css') });
    const body = here(documented('plain.html')).replace(
      '</head>',
      '<link rel="stylesheet" href="/theme.css"></head>',
    );
    host.serve('/themed', { headers: policy(), body });
    for (const [colorScheme, color] of [
      ['light', 'rgb(122, 46, 142)'],
      ['dark', 'rgb(226, 182, 240)'],
    ] as const) {
      const { page } = await come('/themed', { ...wide, colorScheme });
      const launcher = page.locator('dawen-chat .launcher');
      await launcher.waitFor();
      const look = await launcher.evaluate((button) => {
        const { backgroundColor, fontFamily } = getComputedStyle(button);
        return [backgroundColor, fontFamily, innerWidth - button.getBoundingClientRect().right];
      });
      expect(look).toEqual([color, expect.stringContaining('Source Han Sans SC'), 32]);
      await guest?.close();
    }
  });
});

describe('other policies', () => {
  test('a page that cannot give nonces names the server', async () => {
    host.serve('/queue.js', {
      type: 'text/javascript',
      body: 'window.dawen = window.dawen || function () { (window.dawen.q = window.dawen.q || []).push(arguments) }; dawen("open");',
    });
    const scripts = `<script src="/queue.js"></script><script async src="${server.url}/widget.js"></script>`;
    host.serve('/named', {
      headers: policy('policy-without-nonce'),
      body: `<!doctype html><html lang="zh-Hans"><head><title>x</title>${scripts}</head><body><h1>x</h1></body></html>`,
    });
    const { field, ask } = await come('/named');
    await field.waitFor();
    await ask('充值认证有时间限制吗？');
    expect(newReports()).toEqual([]);
  });

  test('an isolated page may embed it', async () => {
    const isolated = {
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    };
    host.serve('/isolated', { headers: { ...policy(), ...isolated }, body: here(documented('plain.html')) });
    const { page, field, ask } = await come('/isolated');
    await page.locator('dawen-chat .launcher').click();
    await field.waitFor();
    await ask('充值认证有时间限制吗？');
    expect(await page.evaluate(() => crossOriginIsolated || !isSecureContext)).toBe(true);
    expect(newReports()).toEqual([]);
  });

  test('a breach would be reported: these tests are not blind', async () => {
    host.serve('/breach', {
      headers: policy(),
      body: '<!doctype html><title>x</title><script>alert(1)</script>',
    });
    await come('/breach');
    await expect.poll(() => newReports().join('')).toContain('script-src');
  });
});

describe('signing in', () => {
  /** What the documented route of the site's server sends for this account. */
  async function tokenFor(account: string): Promise<string> {
    process.env.DAWEN_IDENTITY_SECRET = secret;
    const code = `
      import { createIdentityToken } from './identity-token.mjs';
      const routes = new Map();
      const app = { get: (path, handle) => routes.set(path, handle) };
      ${documented('token-route.mjs')}
      export const route = routes.get('/dawen-token');
    `;
    const bundle = await bundleDocumented(code, { platform: 'node' });
    const { route } = await import(`data:text/javascript,${encodeURIComponent(bundle)}`);
    let sent = '';
    const response = {
      set: () => response,
      type: () => response,
      send: (text: string) => {
        sent = text;
      },
    };
    await route({ session: { account: { id: account, name: '小青' } } }, response);
    return sent;
  }

  test('the documented token is taken, and the account is answered for', async () => {
    host.serve('/dawen-token', { type: 'text/plain', body: () => tokenFor('1001') });
    const identify = `<script nonce="{NONCE}">${documented('identify.js')}</script></body>`;
    host.serve('/signed-in', {
      headers: policy(),
      body: here(documented('plain.html')).replace('</body>', identify),
    });
    const { page, field, ask, complaints } = await come('/signed-in');
    await page.locator('dawen-chat .launcher').click();
    await field.waitFor();
    const turn = page.waitForResponse((response) => response.url().endsWith('/api/v1/messages'));
    await ask('我的身份证还能认证几个账号？');
    const { replies } = await (await turn).json();
    expect(replies).toContainEqual(
      expect.objectContaining({
        computed: expect.objectContaining({
          basis: 'account',
          values: expect.objectContaining({ remaining: 1 }),
        }),
      }),
    );
    expect(await page.locator('.panel').textContent()).toContain('小青');
    expect(complaints).toEqual([]);
    expect(newReports()).toEqual([]);
  });
});

describe('in a single-page application', () => {
  const chat = 'dawen-chat .launcher';

  test('the React example shows the chat while it is mounted, and leaves nothing behind', async () => {
    const app = `
      import { render } from 'preact';
      import { useCallback, useState } from 'preact/hooks';
      import { HelpChat } from './help-chat';
      globalThis.heard = [];
      function App() {
        const [locale, setLocale] = useState('en');
        const [isShown, setShown] = useState(true);
        const onMessage = useCallback((message) => globalThis.heard.push(message), []);
        return <>
          <button id="toggle" onClick={() => setShown(!isShown)}>toggle</button>
          <button id="chinese" onClick={() => setLocale('zh-CN')}>chinese</button>
          {isShown && <HelpChat locale={locale} onMessage={onMessage} />}
        </>;
      }
      render(<App />, document.getElementById('app'));
    `;
    serveApp('/react', await bundleDocumented(app, { alias: { react: 'preact/compat' } }));
    const { page, field, ask, complaints } = await come('/react');
    await expect.poll(() => page.locator(chat).textContent()).toContain('Ask');
    for (let round = 0; round < 3; round++) {
      await page.locator('#toggle').click();
      await expect.poll(() => page.locator('dawen-chat').count()).toBe(0);
      await page.locator('#toggle').click();
      await expect.poll(() => page.locator('dawen-chat').count()).toBe(1);
    }
    await page.locator('#chinese').click();
    await expect.poll(() => page.locator(chat).textContent()).toContain('问');
    await page.locator(chat).click();
    await field.waitFor();
    await ask('充值认证有时间限制吗？');
    const heard = await page.evaluate(() => Reflect.get(globalThis, 'heard'));
    expect(heard.map(({ from }: { from: string }) => from)).toEqual(['person', 'assistant']);
    expect(complaints).toEqual([]);
    expect(newReports()).toEqual([]);
  });

  test('the Vue example does the same', async () => {
    const vue = `
      export const hooks = { mounted: [], unmount: [], watched: [] };
      export const onMounted = (hook) => hooks.mounted.push(hook);
      export const onBeforeUnmount = (hook) => hooks.unmount.push(hook);
      export const watch = (_source, hook) => hooks.watched.push(hook);
    `;
    const app = `
      import { hooks } from 'vue';
      import { useHelpChat } from './use-help-chat';
      useHelpChat({ value: 'en' });
      globalThis.live = (name, ...given) => hooks[name].forEach((hook) => hook(...given));
      live('mounted');
    `;
    serveApp('/vue', await bundleDocumented(app, { modules: { vue } }));
    const { page, complaints } = await come('/vue');
    const live = (name: string, given?: string) =>
      page.evaluate(([hook, value]) => Reflect.get(globalThis, 'live')(hook, value), [name, given]);
    await expect.poll(() => page.locator(chat).textContent()).toContain('Ask');
    await live('watched', 'zh-TW');
    await expect.poll(() => page.locator(chat).textContent()).toContain('問');
    await live('unmount');
    expect(await page.locator('dawen-chat').count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(newReports()).toEqual([]);
  });
});

describe('the documented code', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dawen-documented-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('has the types that it says it has', async () => {
    const code = titles.filter((title) => /\.tsx?$/.test(title));
    for (const title of code) writeFileSync(join(folder, title), documented(title));
    const preact = resolve('node_modules', 'preact');
    const vue =
      'export interface Ref<T> { value: T }\n' +
      'export function onMounted(hook: () => void): void;\nexport function onBeforeUnmount(hook: () => void): void;\n' +
      'export function watch<T>(source: Ref<T>, hook: (value: T, before: T) => void): void;\n';
    writeFileSync(join(folder, 'vue.d.ts'), vue);
    const paths = {
      ...{ react: [join(preact, 'compat', 'src', 'index.d.ts')], vue: ['./vue.d.ts'] },
      ...{ preact: [join(preact, 'src', 'index.d.ts')], 'preact/*': [join(preact, '*')] },
    };
    const compilerOptions = {
      ...{ strict: true, noEmit: true, skipLibCheck: true, types: [], paths },
      ...{ target: 'ES2022', module: 'ESNext', moduleResolution: 'Bundler', lib: ['ES2022', 'DOM'] },
      ...{ jsx: 'react-jsx', jsxImportSource: 'preact', exactOptionalPropertyTypes: true },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: code }));
    const compiler = resolve('node_modules', 'typescript', 'bin', 'tsc');
    const { stdout } = await promisify(execFile)(process.execPath, [compiler, '-p', folder]).catch(
      (failed: { stdout: string }) => failed,
    );
    expect(stdout).toBe('');
  });

  test('is all run by these tests', () => {
    expect(titles.toSorted()).toEqual(
      [
        ...['plain.html', 'policy', 'policy-without-nonce', 'theme.css', 'identify.js', 'identity-token.mjs'],
        ...['token-route.mjs', 'dawen.ts', 'help-chat.tsx', 'use-help-chat.ts'],
      ].toSorted(),
    );
  });
});
