/** Takes the pictures that the README shows: `npx tsx test/e2e/take-screenshots.ts`, after a build, with Chinese fonts installed. */
import { join, resolve } from 'node:path';
import { launchBrowser } from './browser.ts';
import { startServer } from './server.ts';
import { phone, type Visit, visit, wide } from './visit.ts';

const folder = resolve(import.meta.dirname, '..', '..', 'docs', 'images');
const licence = '营业执照是上周五办下来的，最早哪天可以提交认证？';

async function showComputed({ ask }: Visit): Promise<void> {
  const reply = await ask(licence);
  await reply.locator('.steps summary').click();
}

const pictures = [
  { name: 'demo-desktop', options: { ...wide, deviceScaleFactor: 1.5 }, prepare: showComputed },
  {
    name: 'demo-phone',
    options: { ...phone, deviceScaleFactor: 2 },
    async prepare(one: Visit) {
      await one.page.locator('.start').click();
      await showComputed(one);
    },
  },
  {
    name: 'demo-dark',
    options: { ...wide, deviceScaleFactor: 1.5, colorScheme: 'dark' as const },
    async prepare({ ask }: Visit) {
      await ask('使用人脸识别认证方式进行实名认证时，总是识别失败怎么办？');
    },
  },
];

const [browser, server] = await Promise.all([launchBrowser(), startServer()]);
try {
  for (const { name, options, prepare } of pictures) {
    const one = await visit(browser, server.url, options);
    await prepare(one);
    await one.page.mouse.move(0, 0);
    await one.page.waitForTimeout(400);
    await one.page.screenshot({ path: join(folder, `${name}.png`) });
    await one.close();
  }
} finally {
  await browser.close();
  await server.remove();
}
