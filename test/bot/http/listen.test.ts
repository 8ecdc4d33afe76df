import { Agent, get } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { type Listening, listen } from '../../../bot/http/listen.ts';

const open: Listening[] = [];
const here = { host: '127.0.0.1', port: 0 };
const start = async (app: Parameters<typeof listen>[0]) => {
  const listening = await listen(app, here);
  open.push(listening);
  return listening;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ finish }) => finish(0)));
});

describe('stopping', () => {
  test('waits for an open call, and then for no one', async () => {
    let answer: (() => void) | undefined;
    const { url, finish } = await start((_request, response) => {
      answer = () => response.end('done');
    });
    const agent = new Agent({ keepAlive: true });
    const said = new Promise<string>((resolve) => {
      get(url, { agent }, (response) => response.on('data', (chunk) => resolve(String(chunk))));
    });
    await expect.poll(() => answer).toBeDefined();
    const finished = finish(5000);
    answer?.();
    expect(await said).toBe('done');
    await finished;
    await expect(fetch(url)).rejects.toThrow();
  });

  test('gives up on a call that never ends', async () => {
    const { url, finish } = await start(() => undefined);
    const call = fetch(url).then(
      () => 'answered',
      () => 'cut off',
    );
    await new Promise((wait) => setTimeout(wait, 20));
    const started = performance.now();
    await finish(100);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(await call).toBe('cut off');
  });
});

describe('listening', () => {
  test('on a port that is taken says so', async () => {
    const { url } = await start((_request, response) => response.end());
    const port = Number(new URL(url).port);
    await expect(listen(() => undefined, { ...here, port })).rejects.toThrow(
      `HOST 127.0.0.1, PORT ${port}: cannot listen (another program listens there; choose another PORT)`,
    );
  });

  test('on an address that is not ours says so', async () => {
    await expect(listen(() => undefined, { host: '203.0.113.1', port: 0 })).rejects.toThrow(
      /EADDRNOTAVAIL; check HOST/,
    );
  });
});
