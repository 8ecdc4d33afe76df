/** Takes the pictures that the documents show: `npx tsx test/e2e/take-screenshots.ts`, after a build, with Chinese fonts installed. */
import { join, resolve } from 'node:path';
import { launchBrowser } from './browser.ts';
import { startServer } from './server.ts';
import { phone, type Visit, type VisitOptions, visit, wide } from './visit.ts';

const folder = resolve(import.meta.dirname, '..', '..', 'docs', 'images');
const licence = '营业执照是上周五办下来的，最早哪天可以提交认证？';
const desktop = { ...wide, deviceScaleFactor: 1.5 };
const small = { ...phone, deviceScaleFactor: 2 };

interface Picture {
  readonly name: string;
  readonly options: VisitOptions;
  readonly prepare: (one: Visit) => Promise<unknown>;
}

async function showComputed({ ask }: Visit): Promise<void> {
  const reply = await ask(licence);
  await reply.locator('.steps summary').click();
}

const onPhone = (prepare: Picture['prepare']) => async (one: Visit) => {
  await one.page.locator('.start').click();
  await prepare(one);
};

async function showDay({ page, ask }: Visit): Promise<void> {
  await page.getByTitle('English').click();
  await ask('When can I change my verified information again?');
  await page.getByRole('textbox', { name: 'Date' }).waitFor();
}

async function showOffline({ page, ask, field }: Visit): Promise<void> {
  await ask('1个身份证可认证几个腾讯云账号？');
  await page.context().setOffline(true);
  await field.fill('充值认证有时间限制吗？');
  await field.press('Enter');
  await page.getByText('连接断开了').waitFor();
}

const pictures: readonly Picture[] = [
  { name: 'demo-desktop', options: desktop, prepare: showComputed },
  { name: 'demo-phone', options: small, prepare: onPhone(showComputed) },
  {
    name: 'demo-dark',
    options: { ...desktop, colorScheme: 'dark' },
    prepare: ({ ask }) => ask('使用人脸识别认证方式进行实名认证时，总是识别失败怎么办？'),
  },
  {
    name: 'widget-empty',
    options: small,
    prepare: onPhone(({ page }) => page.locator('.welcome .option').first().waitFor()),
  },
  { name: 'widget-day', options: small, prepare: onPhone(showDay) },
  { name: 'widget-options', options: small, prepare: onPhone(({ ask }) => ask('能认证几个账号')) },
  { name: 'widget-offline', options: small, prepare: onPhone(showOffline) },
];

const only = process.argv[2];
const [browser, server] = await Promise.all([launchBrowser(), startServer()]);
try {
  for (const { name, options, prepare } of pictures.filter(
    ({ name }) => only === undefined || name.includes(only),
  )) {
    const one = await visit(browser, server.url, options);
    await prepare(one);
    await one.page.mouse.move(0, 0);
    await one.page.waitForTimeout(500);
    await one.page.screenshot({ path: join(folder, `${name}.png`) });
    await one.close();
  }
} finally {
  await browser.close();
  await server.remove();
}
