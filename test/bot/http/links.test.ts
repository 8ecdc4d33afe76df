/** The one-time link at its door: signed in, shown whom it links, confirmed once; and all that must not link anybody. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLinking, type LinkRequest } from '../../../bot/linking/linking.ts';
import { type House, openHouse, plainExpertise } from '../house.ts';
import { goodClaims, keys, signToken } from './identity-tokens.ts';

const linking = { signInUrl: 'https://shop.example/dawen', publicUrl: 'https://help.example.com' };
const person = { channel: 'slack', tenant: 'T1', user: 'U1' };
const request: LinkRequest = {
  ...{ person, conversation: 'slack:T1:U1' },
  locale: 'zh-Hans',
  address: { team: 'T1', channel: 'D1', user: 'U1', manner: 'direct' },
};

let house: House;
beforeEach(async () => {
  house = await openHouse({ identity: { keys, audience: 'dawen' }, config: { linking } });
});
afterEach(() => house.close());

async function offer(): Promise<string> {
  const { store, clock, log } = house;
  const bench = () => ({ expertise: plainExpertise, now: clock() });
  const url = await createLinking({ store, config: linking, bench, clock, log }).offer(request);
  return url?.split('#')[1] ?? '';
}
const signIn = (sub = 'cust_42') =>
  house.openSession({ identityToken: signToken({ claims: { ...goodClaims, sub } }) });
const post = (path: string, token: string | undefined, body: object) =>
  house.call('POST', `/api/v1/${path}`, { body, ...(token !== undefined && { token }) });
const links = () => house.store.links.list();

test('who is signed in sees whom it links, confirms, and the chat is told how to undo it; once', async () => {
  const [session, token] = [await signIn(), await offer()];
  expect((await house.call('GET', '/api/v1/links')).json).toEqual({ signInUrl: linking.signInUrl });
  expect(await post('links/look', session, { token })).toMatchObject({ status: 200, json: person });
  expect(await links()).toEqual([]);
  expect(await post('links', session, { token })).toMatchObject({ status: 201, json: person });
  expect(await links()).toMatchObject([{ person: 'slack:T1:U1', account: 'cust_42' }]);
  const [told] = await house.store.outbox.takeDue({ channel: 'slack/out', holder: 'p', limit: 9, ttl: 1000 });
  expect(told?.payload).toMatchObject({ channel: 'D1', text: expect.stringContaining('取消关联') });
  expect(JSON.stringify(told)).not.toContain('cust_42');
  for (const path of ['links/look', 'links'])
    expect(await post(path, session, { token })).toMatchObject({ status: 410, json: { code: 'link_spent' } });
  const noted = JSON.stringify([await house.store.audit.list({ limit: 9 }), house.log.lines]);
  expect(noted).toContain('link.made');
  for (const secret of [token, 'cust_42', 'U1']) expect(noted).not.toContain(secret);
});

describe('nobody is linked', () => {
  test.each([
    ['without a session', async () => undefined, 401],
    ['by an anonymous session', async () => house.openSession(), 403],
  ])('%s', async (_, open, status) => {
    const [session, token] = [await open(), await offer()];
    for (const path of ['links/look', 'links'])
      expect(await post(path, session, { token })).toMatchObject({ status });
    expect(await links()).toEqual([]);
  });

  test.each([
    ['a token that was never given', { token: 'x'.repeat(43) }, 410],
    ['no token', {}, 400],
    ['the token of somebody else’s choice of account', { token: 'x', account: 'cust_1' }, 400],
    ['a token without end', { token: 'x'.repeat(5000) }, 422],
  ])('by %s', async (_, body, status) => {
    expect(await post('links', await signIn(), body)).toMatchObject({ status });
    expect(await links()).toEqual([]);
  });

  test('by opening the address, or from another site', async () => {
    const token = await offer();
    await house.call('GET', `/link?token=${token}`);
    const session = await signIn();
    const headers = { origin: 'https://evil.example' };
    const foreign = await house.call('POST', '/api/v1/links', { token: session, body: { token }, headers });
    expect(foreign).toMatchObject({ status: 403, json: { code: 'origin_refused' } });
    expect(await house.call('GET', `/api/v1/links/look?token=${token}`)).toMatchObject({ status: 405 });
    expect(await links()).toEqual([]);
  });
});

test('the store knows the token by its hash alone', async () => {
  const token = await offer();
  const lines: string[] = [];
  await house.store.backup(async (line) => void lines.push(line), '2026-11-23T05:00:00Z');
  expect(lines.join('\n')).toContain('link_offers');
  expect(lines.join('\n')).not.toContain(token);
});

test('where no page to sign in is set, there are no links', async () => {
  const plain = await openHouse({ identity: { keys, audience: 'dawen' } });
  expect(await plain.call('GET', '/api/v1/links')).toMatchObject({
    status: 404,
    json: { code: 'links_off' },
  });
  await plain.close();
});
