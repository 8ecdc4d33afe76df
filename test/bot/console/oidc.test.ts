/** Sign-in through an identity provider: a real one on this machine, and all that must not work. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toIso } from '../../../bot/clock.ts';
import { namesIn } from '../../../bot/console/oidc.ts';
import { type House, openHouse } from '../house.ts';
import { signInAgent } from './agents.ts';
import { type IdentityProvider, openIdentityProvider } from './identity-provider.ts';

const people = {
  mei: { email: 'Mei@Example.com', email_verified: true, preferred_username: 'mei' },
  ben: { email: 'mei@example.com', email_verified: false, preferred_username: 'ben' },
  eve: { preferred_username: 'mei@example.com' },
  zhou: { preferred_username: 'zhou' },
};

let provider: IdentityProvider;
let house: House;

beforeAll(async () => {
  provider = await openIdentityProvider(people);
});
afterAll(() => provider.close());
beforeEach(async () => {
  house = await openHouse({ oidc: provider.config, config: { publicUrl: 'https://help.example.com' } });
});
afterEach(() => house.close());

const addAgent = (name: string) =>
  house.store.agents.add({
    ...{ name, role: 'agent', displayName: name, greeting: '', closing: '' },
    createdAt: toIso(house.clock()),
  });

/** One call, redirects not followed. */
async function get(path: string, cookie = '') {
  const response = await fetch(house.url + path, { redirect: 'manual', headers: { cookie } });
  return { to: response.headers.get('location') ?? '', cookies: response.headers.getSetCookie() };
}

const pairOf = (cookies: readonly string[], name: string) =>
  cookies.find((line) => line.startsWith(`${name}=`))?.split(';')[0] ?? '';

async function start() {
  const { to, cookies } = await get('/console/oidc/start');
  return { to, pending: pairOf(cookies, 'dawen_console_oidc'), cookies };
}

async function signIn(login: string) {
  const { to, pending } = await start();
  const { pathname, search } = await provider.visit(to, login);
  return get(pathname + search, pending);
}

/** Why the provider's answers were not taken, as it was logged. */
const reasons = () => house.log.lines.flatMap(({ fields }) => ('code' in fields ? [fields.code] : []));

const me = (cookies: readonly string[]) =>
  house.call('GET', '/console/api/me', { headers: { cookie: pairOf(cookies, 'dawen_console') } });

describe('an agent with an account', () => {
  test('comes in by an e-mail address that the provider vouches for', async () => {
    await addAgent('mei@example.com');
    const { to, cookies } = await signIn('mei');
    expect(to).toBe('/console');
    expect((await me(cookies)).json).toMatchObject({ name: 'mei@example.com', role: 'agent' });
    const [session] = cookies.filter((line) => line.startsWith('dawen_console='));
    expect(session).toMatch(/HttpOnly; Secure; SameSite=Strict$/);
    const [line] = await house.store.audit.list({ limit: 1 });
    expect(line).toMatchObject({
      actor: 'mei@example.com',
      action: 'sign_in.succeeded',
      detail: { by: 'oidc' },
    });
  });

  test('comes in by a user name', async () => {
    await addAgent('zhou');
    expect((await me((await signIn('zhou')).cookies)).json).toMatchObject({ name: 'zhou' });
  });

  test('is known again by its identity, and nobody else by its name', async () => {
    await addAgent('mei@example.com');
    await signIn('mei');
    expect((await signIn('mei')).to).toBe('/console');
    const bound = await house.store.agents.findByIdentity(`${provider.config.issuer} mei`);
    expect(bound?.name).toBe('mei@example.com');
    expect(await house.store.agents.bind('mei@example.com', 'another')).toBe(false);
  });

  test('does not come in while it is disabled', async () => {
    await addAgent('zhou');
    await house.store.agents.change('zhou', { disabledAt: toIso(house.clock()) });
    expect((await signIn('zhou')).to).toBe('/console#oidc=refused');
  });
});

describe('nobody comes in', () => {
  test.each([
    ['without an account', 'zhou'],
    ['by an address that the provider does not vouch for', 'ben'],
    ['by a user name that looks like an address', 'eve'],
  ])('%s', async (_why, login) => {
    await addAgent('mei@example.com');
    const { to, cookies } = await signIn(login);
    expect(to).toBe('/console#oidc=refused');
    expect((await me(cookies)).status).toBe(401);
  });

  test('in a browser that did not set out from here', async () => {
    await addAgent('zhou');
    const { pathname, search } = await provider.visit((await start()).to, 'zhou');
    expect((await get(pathname + search)).to).toBe('/console#oidc=failed');
    expect((await get(pathname + search, (await start()).pending)).to).toBe('/console#oidc=failed');
    expect(reasons()).toEqual(['OAUTH_INVALID_RESPONSE']);
  });

  test('twice with one answer of the provider', async () => {
    await addAgent('zhou');
    const { to, pending } = await start();
    const { pathname, search } = await provider.visit(to, 'zhou');
    expect((await get(pathname + search, pending)).to).toBe('/console');
    expect((await get(pathname + search, pending)).to).toBe('/console#oidc=failed');
  });

  test('with the nonce or the verifier of another sign-in', async () => {
    await addAgent('zhou');
    for (const part of [1, 2] as const) {
      const [{ to, pending }, other] = await Promise.all([start(), start()]);
      const mixed = pending.split('.');
      mixed[part] = other.pending.split('.')[part] ?? '';
      const { pathname, search } = await provider.visit(to, 'zhou');
      expect((await get(pathname + search, mixed.join('.'))).to).toBe('/console#oidc=failed');
    }
    expect(reasons()).toEqual(['OAUTH_JWT_CLAIM_COMPARISON_FAILED', 'invalid_grant']);
  });

  test('who said no at the provider', async () => {
    const { pending, to } = await start();
    const state = new URL(to).searchParams.get('state');
    const iss = encodeURIComponent(provider.config.issuer);
    const back = `/console/oidc/callback?error=access_denied&state=${state}&iss=${iss}`;
    expect((await get(back, pending)).to).toBe('/console#oidc=failed');
    expect(reasons()).toEqual(['access_denied']);
  });
});

test('what the browser keeps meanwhile is for the way back alone', async () => {
  const { cookies, to } = await start();
  expect(cookies[0]).toMatch(/; Path=\/console\/oidc; .*HttpOnly; Secure; SameSite=Lax$/);
  const asked = Object.fromEntries(new URL(to).searchParams);
  expect(asked).toMatchObject({ code_challenge_method: 'S256', scope: 'openid email profile' });
  expect(cookies[0]).not.toContain(asked.code_challenge);
});

test('a provider that wants its secret in the body gets it there', async () => {
  const other = await openIdentityProvider(people, { tokenAuth: 'client_secret_post' });
  await house.close();
  house = await openHouse({ oidc: other.config });
  await addAgent('zhou');
  const { to, pending } = await start();
  const { pathname, search } = await other.visit(to, 'zhou');
  expect((await get(pathname + search, pending)).to).toBe('/console');
  await other.close();
});

test('a provider that is away is told as such, and asked again by the next person', async () => {
  const other = await openIdentityProvider(people);
  await other.close();
  await house.close();
  house = await openHouse({ oidc: other.config });
  expect((await get('/console/oidc/start')).to).toBe('/console#oidc=unavailable');
  expect(house.log.lines.find(({ level }) => level === 'error')?.message).toContain('OIDC_ISSUER: 127.0.0.1');
});

test('without a provider there is no such way in', async () => {
  await house.close();
  house = await openHouse();
  expect((await house.call('GET', '/console/api/sign-in')).json).toEqual({ oidc: false });
  expect((await house.call('GET', '/console/oidc/start')).status).toBe(404);
  await signInAgent(house);
});

test.each([
  [{ email: 'a@b.c', email_verified: true, preferred_username: 'ab' }, ['a@b.c', 'ab']],
  [{ email: 'a@b.c', email_verified: 'true' }, []],
  [{ preferred_username: 'a@b.c' }, []],
  [{ email: 7, preferred_username: null }, []],
])('of %j only the sure names count', (claims, names) => {
  expect(namesIn(claims)).toEqual(names);
});
