/** A visit of the link's page: nothing happens before the confirmation, and no sign-in but the one this tab asked for is taken. */
import { expect, test } from 'vitest';
import { createVisit } from '../../../../adapters/link/client/visit.ts';

const token = 'abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMN-0';
const identity = `x.${btoa(unescape(encodeURIComponent('{"sub":"acc-7","name":"小美"}')))}.y`;
const person = { channel: 'slack', tenant: 'T1', user: 'U1' };

function createTab(answers: Readonly<Record<string, { status: number; body?: object }>> = {}) {
  const kept = new Map<string, string>();
  const calls: string[] = [];
  const went: string[] = [];
  const all = {
    'GET links': { status: 200, body: { signInUrl: 'https://www.example.com/in?from=dawen' } },
    'POST sessions': { status: 201, body: { token: 's' } },
    'POST links/look': { status: 200, body: person },
    'POST links': { status: 201, body: person },
    'DELETE sessions': { status: 204 },
    ...answers,
  } as Readonly<Record<string, { status: number; body?: object } | undefined>>;
  const fetch = async (url: unknown, request?: RequestInit) => {
    const name = `${request?.method} ${String(url).replace('/api/v1/', '')}`;
    calls.push(name);
    const { status, body } = all[name] ?? { status: 404 };
    return new Response(status === 204 ? null : JSON.stringify(body ?? {}), { status });
  };
  const open = () =>
    createVisit({
      fetch,
      memory: () => ({
        getItem: (name) => kept.get(name) ?? null,
        setItem: (name, value) => void kept.set(name, value),
        removeItem: (name) => void kept.delete(name),
      }),
      createState: () => 'state-1',
      goTo: (url) => void went.push(url),
    });
  return { open, calls, went, kept };
}

test('token, sign-in elsewhere, back, a look, the confirmation', async () => {
  const { open, calls, went, kept } = createTab();
  const first = open();
  expect(await first.begin(token)).toEqual({ kind: 'sign-in', isAgain: false });
  expect(calls).toEqual([]);
  await first.signIn();
  expect(went).toEqual(['https://www.example.com/in?from=dawen&state=state-1']);
  const back = open();
  expect(await back.begin(`identity=${identity}&state=state-1`)).toEqual({
    ...{ kind: 'confirm', person },
    account: '小美 (acc-7)',
  });
  expect(calls).not.toContain('POST links');
  expect(await back.confirm()).toEqual({ kind: 'done' });
  expect(calls.slice(-2)).toEqual(['POST links', 'DELETE sessions']);
  expect([...kept]).toEqual([]);
});

test('who does not want it links nothing', async () => {
  const { open, calls, kept } = createTab();
  await open().begin(token);
  await open().signIn();
  const back = open();
  await back.begin(`identity=${identity}&state=state-1`);
  expect(await back.refuse()).toEqual({ kind: 'refused' });
  expect(calls).not.toContain('POST links');
  expect([...kept]).toEqual([]);
});

test.each([
  ['that nobody asked for', `identity=${identity}&state=state-1`],
  ['with another state', `identity=${identity}&state=state-2`],
  ['without a state', `identity=${identity}`],
])('a sign-in %s is not taken', async (_, fragment) => {
  const { open, calls } = createTab();
  await open().begin(token);
  if (!fragment.endsWith('state-1')) await open().signIn();
  expect(await open().begin(fragment)).toEqual({ kind: 'sign-in', isAgain: true });
  expect(calls).not.toContain('POST sessions');
});

test.each([
  ['a link that is spent', { 'POST links/look': { status: 410 } }, { kind: 'spent' }],
  ['a sign-in that is refused', { 'POST sessions': { status: 401 } }, { kind: 'sign-in', isAgain: true }],
  ['a server that is busy', { 'POST sessions': { status: 503 } }, { kind: 'lost' }],
])('%s', async (_, answers, step) => {
  const { open } = createTab(answers);
  await open().begin(token);
  await open().signIn();
  expect(await open().begin(`identity=${identity}&state=state-1`)).toEqual(step);
});

test('an address without its token leads nowhere, nor does a server without links', async () => {
  expect(await createTab().open().begin('')).toEqual({ kind: 'incomplete' });
  expect(await createTab().open().begin('javascript:alert(1)')).toEqual({ kind: 'incomplete' });
  const { open, went } = createTab({ 'GET links': { status: 404 } });
  await open().begin(token);
  expect(await open().signIn()).toEqual({ kind: 'off' });
  expect(went).toEqual([]);
});
