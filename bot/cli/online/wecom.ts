/** Asks WeCom for the tokens of our secrets, and makes one harmless call with each. */
import { officialApi } from '../../../adapters/wecom/api-client.ts';
import { describeCode } from '../../../adapters/wecom/error-codes.ts';
import type { Finding } from '../finding.ts';
import { type Answer, compareClocks, probe, readAnswer } from './probe.ts';

type Settings = Readonly<Record<string, string>>;

interface Product {
  readonly name: string;
  readonly secret: string;
  /** A call that reads, and that WeCom lets through only from a trusted address. */
  readonly path: string;
  readonly body?: object;
}

/** `now`: milliseconds since 1970. A wrong secret is tried once, since WeCom locks an address that tries it often. */
export async function checkWecom(settings: Settings, now: number): Promise<Finding[]> {
  const apiUrl = settings.WECOM_API_URL ?? officialApi;
  const findings: Finding[] = [];
  for (const product of productsOf(settings))
    findings.push(...(await checkProduct(product, { settings, apiUrl, now })));
  const { WECOM_BOT_ID, WECOM_BOT_SECRET } = settings;
  if (WECOM_BOT_ID && WECOM_BOT_SECRET) findings.push(untried);
  return findings.filter(({ text }, at) => findings.findIndex((one) => one.text === text) === at);
}

const untried: Finding = {
  state: 'off',
  text: 'wecom bot: not tried, as a second connection would take the place of a running server’s; its log says whether it is there',
};

function productsOf({
  WECOM_APP_SECRET: app,
  WECOM_AGENT_ID: agent,
  WECOM_KF_SECRET: kf,
}: Settings): Product[] {
  return [
    ...(app && agent
      ? [{ name: 'wecom app', secret: app, path: `/cgi-bin/agent/get?agentid=${agent}` }]
      : []),
    ...(kf ? [{ name: 'wecom kf', secret: kf, path: '/cgi-bin/kf/account/list', body: { limit: 1 } }] : []),
  ];
}

interface Around {
  readonly settings: Settings;
  readonly apiUrl: string;
  readonly now: number;
}

async function checkProduct(product: Product, { settings, apiUrl, now }: Around): Promise<Finding[]> {
  const { name, secret, path, body } = product;
  const { host } = new URL(apiUrl);
  const tokenUrl = new URL('/cgi-bin/gettoken', apiUrl);
  tokenUrl.searchParams.set('corpid', settings.WECOM_CORP_ID ?? '');
  tokenUrl.searchParams.set('corpsecret', secret);
  const given = readAnswer(await probe(tokenUrl), host, name);
  if (given.status === 'none') return [given.finding];
  const clocks = compareClocks(given.headers, host, now);
  const refusal = refusalIn(given, name);
  if (refusal) return [refusal, ...clocks];
  const url = new URL(path, apiUrl);
  url.searchParams.set('access_token', String(given.data.access_token));
  const called = readAnswer(
    await probe(url, body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    host,
    name,
  );
  if (called.status === 'none') return [called.finding, ...clocks];
  const ok: Finding = {
    state: 'ok',
    text: `${name}: WeCom takes its secret and the address of this machine`,
  };
  return [refusalIn(called, name) ?? ok, ...clocks];
}

/** WeCom names the address that it saw in its message; there is no other way to learn it behind a gateway. */
function refusalIn({ data }: Extract<Answer, { status: 'json' }>, name: string): Finding | undefined {
  const code = Number(data.errcode ?? 0);
  if (code === 0) return undefined;
  const seen = code === 60020 ? /from ip:\s*([\da-f.:]+)/i.exec(String(data.errmsg))?.[1] : undefined;
  const which = seen === undefined ? '' : `; WeCom sees this server as ${seen}`;
  return { state: 'failed', text: `${name}: ${describeCode(code)}${which}` };
}
