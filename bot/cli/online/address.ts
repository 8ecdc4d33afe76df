/** Verifies our own addresses as the platforms do: the running server must give back what was signed. */
import { readAesKey } from '../../../adapters/wecom/seal.ts';
import type { SimulatedPlatform } from '../../simulate/platform.ts';
import { simulateSlack } from '../../simulate/slack.ts';
import { checkAddress } from '../../simulate/wecom.ts';
import type { Finding } from '../finding.ts';
import { type Probed, probe } from './probe.ts';

type Settings = Readonly<Record<string, string>>;
type Check = ReturnType<SimulatedPlatform['check']>;

interface Address extends Check {
  readonly name: string;
  /** Milliseconds that the platform waits. */
  readonly patience: number;
}

/** `base`: of the running server, as the platforms reach it, without a slash at its end. `now`: milliseconds since 1970. */
export async function checkAddresses(base: string, settings: Settings, now: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const address of addressesOf(settings, Math.floor(now / 1000))) {
    const { method, path, headers, body } = address.request;
    const probed = await probe(base + path, {
      method,
      headers,
      ...(body && { body }),
    });
    findings.push({ ...judge(probed, address, path.split('?')[0] ?? '') });
  }
  return findings;
}

function addressesOf(settings: Settings, now: number): Address[] {
  const { SLACK_SIGNING_SECRET: signingSecret, WECOM_CORP_ID: corpId } = settings;
  const slack = signingSecret
    ? [{ name: 'slack address', patience: 3000, ...simulateSlack({ signingSecret, run: '0' }).check(now) }]
    : [];
  const callbacks = [
    ['app', settings.WECOM_TOKEN, settings.WECOM_ENCODING_AES_KEY, corpId],
    ['kf', settings.WECOM_KF_TOKEN, settings.WECOM_KF_ENCODING_AES_KEY, corpId],
    ['bot', settings.WECOM_BOT_TOKEN, settings.WECOM_BOT_ENCODING_AES_KEY, ''],
  ] as const;
  const wecom = callbacks.flatMap(([product, token, encoded, receiveId]) => {
    const aesKey = readAesKey(encoded ?? '');
    if (!token || !aesKey || receiveId === undefined) return [];
    const check = checkAddress(`/channels/wecom/${product}`, { token, aesKey, receiveId }, now);
    return [{ name: `wecom ${product} address`, patience: 1000, ...check }];
  });
  return [...slack, ...wecom];
}

function judge(probed: Probed, { name, answer, patience }: Address, path: string): Finding {
  const failed = (text: string): Finding => ({ state: 'failed', text: `${name}: ${text}` });
  if (probed.status === 'unreachable')
    return failed(`nobody answers (${probed.reason}); is the server running, and is its address right?`);
  const { code, body, took } = probed;
  if (code === 200 && body === answer)
    return took <= patience
      ? { state: 'ok', text: `${name}: ${path} verifies` }
      : failed(`${path} verifies after ${Math.round(took)} ms, and the platform waits ${patience} ms`);
  if (/^\s*</.test(body))
    return failed(`a page came back (HTTP ${code}): a proxy answers in the server's place`);
  if (code === 404)
    return failed(`${path} is 404: start the server with these settings, and have the proxy pass the path`);
  if (code === 401 || code === 403 || code === 400)
    return failed(
      `the server refuses the signature (HTTP ${code}): it has other settings than these; its log says which`,
    );
  if (code >= 300 && code < 400)
    return failed(`HTTP ${code} leads elsewhere: platforms do not follow; give them the last address`);
  if (code === 200) return failed('the text came back changed: a proxy adds to the answer');
  return failed(`HTTP ${code}; the log of the server says why`);
}
