/** One person's visit to the demo page: what they do, and what the browser complained about meanwhile. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

export interface Visit {
  readonly page: Page;
  readonly field: Locator;
  readonly said: Locator;
  readonly replies: Locator;
  /** Types a question, sends it and waits for the first reply to it. */
  ask(text: string): Promise<Locator>;
  /** Everything the browser put on its console as an error, and every breach of the security policy. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

declare global {
  interface Window {
    reportBreach(breach: string): void;
  }
}

export const wide = { viewport: { width: 1280, height: 860 } } as const;
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

export interface VisitOptions extends BrowserContextOptions {
  /** What is arranged before the page is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

export async function visit(
  browser: Browser,
  url: string,
  { prepare, ...options }: VisitOptions = wide,
): Promise<Visit> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', async (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.exposeFunction('reportBreach', (breach: string) => complaints.push(breach));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      window.reportBreach(`policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  await prepare?.(page);
  await page.goto(url);
  const field = page.locator('.input');
  const replies = page.locator('.reply');
  return {
    page,
    field,
    replies,
    said: page.locator('.bubble'),
    complaints,
    async ask(text) {
      const before = await replies.count();
      await field.fill(text);
      await field.press('Enter');
      await replies.nth(before).waitFor();
      return replies.nth(before);
    },
    close: () => context.close(),
  };
}
