/** How agents come in, what keeps others out, and who may do what, over HTTP. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { roles } from '../../../../adapters/console/console-api.ts';
import { createAgentAccounts } from '../../../../bot/console/agent-accounts.ts';
import { createLockOut } from '../../../../bot/console/lock-out.ts';
import { signInAgent } from '../../console/agents.ts';
import { type CallOptions, type House, type HouseOptions, openHouse } from '../../house.ts';

let house: House;
const reopen = async (options: HouseOptions) => {
  await house.close();
  house = await openHouse(options);
};
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const password = '竹子 and rain, 2026';
const accounts = () => createAgentAccounts({ store: house.store, clock: house.clock, actor: 'test' });
const call = (method: string, path: string, options?: CallOptions) =>
  house.call(method, `/console/api/${path}`, options);
const post = (path: string, body: object = {}, headers = {}) => call('POST', path, { body, headers });
const signIn = (name: string, given = password) => post('sign-in', { name, password: given });
const cookieOf = ({ headers }: { headers: Headers }) => ({
  cookie: headers.getSetCookie()[0]?.split(';')[0] ?? '',
});
const audited = async () =>
  (await house.store.audit.list({ limit: 20 })).map(({ actor, action }) => `${actor} ${action}`);

async function linkFor(name: string): Promise<string> {
  const added = await accounts().add({ name, role: 'agent' });
  return added.ok ? added.token : '';
}

/** An agent with the password of these tests. */
async function settle(name = 'mei') {
  const token = await linkFor(name);
  return post('password', { token, password });
}

describe('the link', () => {
  test('sets the password and lets the agent in, once', async () => {
    const token = await linkFor('Mei');
    const first = await post('password', { token, password });
    expect(first).toMatchObject({ status: 200, json: { name: 'mei', displayName: 'Mei', role: 'agent' } });
    const [set] = first.headers.getSetCookie();
    expect(set).toMatch(
      /^dawen_console=[\w-]{43}; Max-Age=43200; Path=\/console; .*HttpOnly; SameSite=Strict$/,
    );
    expect((await call('GET', 'me', { headers: cookieOf(first) })).json).toMatchObject({ name: 'mei' });
    expect(await post('password', { token, password })).toMatchObject({
      status: 410,
      json: { code: 'link_spent' },
    });
    expect((await signIn(' MEI ')).status).toBe(200);
  });

  test('is good for a day', async () => {
    const token = await linkFor('mei');
    house.clock.move({ hours: 24 });
    expect((await post('password', { token, password })).status).toBe(410);
  });

  test.each([
    ['short', 'must be at least 12 characters long'],
    ['aaaaaaaaaaaaaaaa', 'must have at least 5 different characters'],
    ['my name is Mei.Lin!', 'must not hold the name'],
    ['x1y2z3'.repeat(50), 'must be at most 256 characters long'],
  ])('does not take %s, and stays good', async (weak, reason) => {
    const token = await linkFor('mei.lin');
    const refused = await post('password', { token, password: weak });
    expect(refused).toMatchObject({ status: 422, json: { fields: [{ path: 'password', reason }] } });
    expect((await post('password', { token, password })).status).toBe(200);
  });
});

describe('name and password', () => {
  test('that are wrong look the same, whoever it is', async () => {
    await settle();
    await settle('lin');
    await accounts().disable('lin');
    await linkFor('new');
    const answers = [
      await signIn('mei', 'wrong'),
      await signIn('nobody'),
      await signIn('lin'),
      await signIn('new'),
    ];
    for (const { status, json } of answers) {
      expect(status).toBe(401);
      expect(json).toEqual(answers[0]?.json);
    }
    expect(answers[0]?.json.code).toBe('sign_in_refused');
  });

  test('are tried five times, then it says when to try again, whether there is such an agent or not', async () => {
    await settle();
    for (const name of ['mei', 'nobody']) {
      for (let i = 0; i < 5; i++) expect((await signIn(name, 'wrong')).status).toBe(401);
      const locked = await signIn(name);
      expect(locked).toMatchObject({
        status: 429,
        json: {
          code: 'sign_in_locked',
          detail: 'Try again in 15 min, at 2026-11-23 13:15 (Asia/Shanghai)',
          tryAgainAt: '2026-11-23T05:15:00.000Z',
        },
      });
      expect(locked.headers.get('retry-after')).toBe('900');
    }
    house.clock.move({ minutes: 14 });
    expect((await signIn('mei')).json.retryAfter).toBe(60);
    house.clock.move({ minutes: 1 });
    expect((await signIn('mei')).status).toBe(200);
  });

  test('that are right forget the wrong tries', async () => {
    await settle();
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 4; i++) await signIn('mei', 'wrong');
      expect((await signIn('mei')).status).toBe(200);
    }
  });

  test('are counted before they are checked: many at once are not more', async () => {
    await settle();
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('mei', 'wrong')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  test('from one address end after thirty tries of any names', async () => {
    await reopen({ config: { trustProxy: 1 } });
    await settle();
    const from = (address: string, name: string) =>
      post('sign-in', { name, password }, { 'x-forwarded-for': address });
    const lockOut = createLockOut(house.store.signInTries, house.clock);
    for (let i = 0; i < 29; i++) await lockOut.admit({ name: `name${i}`, address: '203.0.113.7' });
    expect((await from('203.0.113.7', 'nobody')).status).toBe(401);
    expect((await from('203.0.113.7', 'mei')).status).toBe(429);
    expect((await from('203.0.113.8', 'mei')).status).toBe(200);
    expect((await audited()).filter((line) => line === 'unknown sign_in.locked')).toHaveLength(0);
    expect((await audited()).filter((line) => line === 'mei sign_in.locked')).toHaveLength(1);
  });

  test('are not kept anywhere when nobody has the name', async () => {
    await signIn('my secret password', 'my secret password');
    const events = JSON.stringify([await house.store.audit.list({ limit: 9 }), house.log.lines]);
    expect(events).not.toContain('secret');
    expect(await audited()).toEqual(['unknown sign_in.refused']);
  });

  test.each([{}, { name: 'mei' }, { name: 1, password }, { name: 'mei', password, extra: 1 }])(
    'in the wrong shape are no try: %j',
    async (body) => {
      expect((await post('sign-in', body)).json.code).toBe('body_shape');
      expect(await audited()).toEqual([]);
    },
  );
});

describe('a session', () => {
  test('ends an hour after its last use, and after twelve hours at most', async () => {
    const headers = await signInAgent(house);
    const me = async () => (await call('GET', 'me', { headers })).status;
    house.clock.move({ minutes: 59 });
    expect(await me()).toBe(200);
    for (let i = 0; i < 12; i++) {
      house.clock.move({ minutes: 55 });
      expect(await me()).toBe(200);
    }
    house.clock.move({ minutes: 2 });
    expect(await me()).toBe(401);
    const idle = { headers: await signInAgent(house) };
    house.clock.move({ minutes: 60 });
    expect((await call('GET', 'me', idle)).status).toBe(401);
  });

  test('ends by signing out; the others of the agent stay', async () => {
    const [one, other] = [await signInAgent(house), await signInAgent(house)];
    const left = await post('sign-out', {}, one);
    expect(left.status).toBe(204);
    expect(left.headers.getSetCookie()[0]).toMatch(
      /^dawen_console=; Path=\/console; Expires=Thu, 01 Jan 1970/,
    );
    expect((await call('GET', 'me', { headers: one })).status).toBe(401);
    expect((await call('GET', 'me', { headers: other })).status).toBe(200);
    house.clock.move({ seconds: 1 });
    await post('sign-out-everywhere', {}, other);
    expect((await call('GET', 'me', { headers: other })).status).toBe(401);
    expect(await audited()).toEqual(['mei sign_out.everywhere', 'mei sign_out']);
  });

  test.each([
    ['its role is changed', () => accounts().setRole('mei', 'admin')],
    ['it is disabled', () => accounts().disable('mei')],
    ['it is reset', () => accounts().reset('mei')],
  ])('ends everywhere when %s', async (_what, change) => {
    const headers = await signInAgent(house);
    await change();
    expect((await call('GET', 'me', { headers })).status).toBe(401);
  });

  test('ends everywhere when the password is changed, which takes the present one', async () => {
    const session = cookieOf(await settle());
    const other = cookieOf(await signIn('mei'));
    const change = (current: string, next: string) => post('password', { current, password: next }, session);
    expect((await change('wrong', 'another good password')).json.code).toBe('sign_in_refused');
    expect((await change(password, 'short')).status).toBe(422);
    expect((await change(password, 'another good password')).status).toBe(204);
    for (const headers of [session, other]) expect((await call('GET', 'me', { headers })).status).toBe(401);
    expect((await signIn('mei')).status).toBe(401);
    expect((await signIn('mei', 'another good password')).status).toBe(200);
  });

  test('lets a new link in also after a lock-out', async () => {
    await settle();
    for (let i = 0; i < 6; i++) await signIn('mei', 'wrong');
    const reset = await accounts().reset('mei');
    const token = reset.ok ? reset.token : '';
    expect((await post('password', { token, password: 'another good password' })).status).toBe(200);
    expect((await signIn('mei', 'another good password')).status).toBe(200);
  });
});

describe('the console is closed', () => {
  const paths = [
    ['GET', 'me'],
    ['PUT', 'me'],
    ['GET', 'audit'],
    ['GET', 'agents'],
    ['POST', 'sign-out'],
    ['POST', 'sign-out-everywhere'],
  ] as const;

  test.each(paths)('to customers: %s %s', async (method, path) => {
    const token = await house.openSession();
    const body = method === 'GET' ? {} : { body: {} };
    for (const options of [{ token }, { headers: { cookie: `dawen_console=${token}` } }, {}])
      expect(await call(method, path, { ...options, ...body })).toMatchObject({
        status: 401,
        json: { code: 'sign_in_required' },
      });
  });

  test("to agents, on the customers' side", async () => {
    const { cookie } = await signInAgent(house, { role: 'admin' });
    const token = cookie.split('=')[1] ?? '';
    expect((await house.call('DELETE', '/api/v1/sessions', { headers: { cookie } })).status).toBe(401);
    expect((await house.call('DELETE', '/api/v1/sessions', { token })).status).toBe(401);
  });

  test('to agents, where it takes a higher role', async () => {
    for (const role of roles) {
      const headers = await signInAgent(house, { name: `of-${role}`, role });
      const allowed = role === 'admin' ? 200 : 403;
      expect((await call('GET', 'audit', { headers })).status).toBe(allowed);
      expect((await call('GET', 'agents', { headers })).status).toBe(allowed);
      expect((await call('GET', 'me', { headers })).json).toMatchObject({ role });
    }
  });

  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'https://shop.example.com' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  test.each(foreign)('to pages of other origins, listed ones too: %j', async (headers) => {
    await reopen({ config: { allowedOrigins: ['https://shop.example.com'] } });
    const agent = await signInAgent(house);
    for (const [method, options] of [
      ['POST', { body: {} }],
      ['GET', {}],
    ] as const) {
      const path = method === 'POST' ? 'sign-out' : 'me';
      const answer = await call(method, path, { ...options, headers: { ...agent, ...headers } });
      expect(answer).toMatchObject({ status: 403, json: { code: 'origin_refused' } });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    expect((await call('GET', 'me', { headers: agent })).status).toBe(200);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'to forms: content type "%s"',
    async (type) => {
      const agent = await signInAgent(house);
      const answer = await call('POST', 'sign-out', {
        body: '{}',
        headers: { ...agent, 'content-type': type },
      });
      expect(answer).toMatchObject({ status: 415, json: { code: 'content_type' } });
      expect((await call('GET', 'me', { headers: agent })).status).toBe(200);
    },
  );

  test('and open to its own page, whatever stands before the server', async () => {
    await reopen({ config: { publicUrl: 'https://help.example.com' } });
    const agent = await signInAgent(house);
    const headers = { ...agent, origin: 'https://help.example.com', 'sec-fetch-site': 'same-origin' };
    const left = await post('sign-out', {}, headers);
    expect(left.status).toBe(204);
    expect(left.headers.getSetCookie()[0]).toContain('Secure');
  });
});

describe('what an agent says of itself', () => {
  const profile = { displayName: '小梅', greeting: '您好，我是{agent}。', closing: '' };

  test('is kept', async () => {
    const headers = await signInAgent(house);
    expect((await call('PUT', 'me', { headers, body: profile })).json).toMatchObject(profile);
    expect((await call('GET', 'me', { headers })).json).toEqual({ name: 'mei', role: 'agent', ...profile });
    expect(await audited()).toEqual(['mei profile.changed']);
  });

  test.each([
    [{ ...profile, displayName: ' ' }, 422],
    [{ ...profile, greeting: 'x'.repeat(501) }, 422],
    [{ ...profile, role: 'admin' }, 400],
    [{ displayName: '小梅' }, 400],
  ])('is checked: %j', async (body, status) => {
    const headers = await signInAgent(house);
    expect((await call('PUT', 'me', { headers, body })).status).toBe(status);
  });
});

describe('administrators', () => {
  test('see the agents and what happened, page by page', async () => {
    await linkFor('lin');
    house.clock.move({ minutes: 1 });
    const headers = await signInAgent(house, { name: 'ada', role: 'admin' });
    expect((await call('GET', 'agents', { headers })).json).toMatch(/"state":"invited"/);
    await post('sign-out', {}, await signInAgent(house));
    const audit = async (query = '') => JSON.parse((await call('GET', `audit${query}`, { headers })).json);
    const [newest, ...others] = await audit();
    expect(newest).toMatchObject({ actor: 'mei', action: 'sign_out' });
    expect(others).toMatchObject([{ actor: 'test', action: 'agent.added', subject: 'lin' }]);
    expect(await audit(`?limit=1&before=${newest.at}`)).toEqual(others);
    expect((await call('GET', 'audit?limit=0', { headers })).json.code).toBe('query_invalid');
    expect((await call('GET', 'audit?before=yesterday', { headers })).json.code).toBe('query_invalid');
  });
});
