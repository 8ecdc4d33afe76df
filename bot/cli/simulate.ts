/** `dawen simulate slack|wecom`: plays a platform against running servers, and tells whether every message was answered once and in time. */
import { randomInt } from 'node:crypto';
import { readAesKey } from '../../adapters/wecom/seal.ts';
import type { Config } from '../config.ts';
import type { SimulatedPlatform } from '../simulate/platform.ts';
import { simulateSlack } from '../simulate/slack.ts';
import { runStorm, type StormReport, type StormResult, type Unfit } from '../simulate/storm.ts';
import { simulateWecom } from '../simulate/wecom.ts';
import type { CliContext } from './context.ts';
import { readServerUrl } from './inputs.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface SimulateOptions {
  readonly platform: string;
  readonly url?: readonly string[];
  readonly port?: string;
  readonly storm?: boolean;
  readonly rate?: string;
  readonly json?: boolean;
}

const sizes = { short: { deliveries: 50, rate: 20 }, storm: { deliveries: 1000, rate: 100 } } as const;
const usualPort = 3999;
/** Milliseconds within which a platform wants its acknowledgement; what comes later, it sends again. */
const inTime = { slack: 3000, wecom: 5000 } as const;

/** 0: every message answered once and in time; 1: lost, twice or late; 2: the server or its settings do not fit. */
export async function simulate(options: SimulateOptions, context: CliContext): Promise<ExitCode> {
  const config = context.config();
  const platform = platformOf(options.platform, config);
  const servers = options.url ?? [`http://127.0.0.1:${config.port}`];
  const { knowledge } = await context.rulebook();
  const result = await runStorm({
    ...{ platform, servers: servers.map(readServerUrl), size: sizeOf(options) },
    port: options.port === undefined ? usualPort : readNumber('--port', options.port, 65_535),
    questions: knowledge.entries.map(({ question }) => question),
  }).catch(explainPort);
  if (result.status === 'unfit') throw new UsageError(adviceOn(result, platform));
  await print(result.report, options, context);
  return isGood(result.report) ? 0 : 1;
}

function platformOf(name: string, { settings }: Pick<Config, 'settings'>): SimulatedPlatform {
  const run = String(randomInt(100_000, 1_000_000));
  const need = (setting: string): string => {
    const value = settings[setting];
    if (value !== undefined) return value;
    throw new UsageError(
      `simulate ${name}: set ${setting} as the server has it; any value of its form will do`,
    );
  };
  if (name === 'slack') return simulateSlack({ signingSecret: need('SLACK_SIGNING_SECRET'), run });
  if (name !== 'wecom') throw new UsageError(`simulate ${JSON.stringify(name)}: must be slack or wecom`);
  const aesKey = readAesKey(need('WECOM_ENCODING_AES_KEY')) ?? Buffer.alloc(0);
  const keys = { token: need('WECOM_TOKEN'), aesKey, receiveId: need('WECOM_CORP_ID') };
  return simulateWecom({ keys, agentId: need('WECOM_AGENT_ID'), run });
}

function sizeOf({ storm, rate }: SimulateOptions) {
  const size = storm ? sizes.storm : sizes.short;
  return rate === undefined ? size : { ...size, rate: readNumber('--rate', rate, 10_000) };
}

function readNumber(name: string, text: string, most: number): number {
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= most) return Number(text);
  throw new UsageError(`${name} ${JSON.stringify(text)}: must be a whole number from 1 to ${most}`);
}

function explainPort(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EADDRINUSE') throw error;
  throw new UsageError('--port: another program listens there; choose another port', { cause: error });
}

const reasons: Readonly<Record<Unfit, string>> = {
  unreachable: 'no server answers there',
  off: 'the server runs without the settings of this channel',
  other_keys: 'the server refuses our signature: it has other settings than this command, or another clock',
  calls_elsewhere:
    'the server took a delivery, but did not call the stand-in of the platform within 10 seconds',
};

/** How to start a server that fits; secrets are named, not shown. */
function adviceOn(
  { reason, server, url }: Extract<StormResult, { status: 'unfit' }>,
  platform: SimulatedPlatform,
): string {
  const settings = Object.entries(platform.settings(url)).map(([name, value]) => `${name}=${value}`);
  const start = `${settings.join(' ')} dawen serve --data $(mktemp -d)`;
  return `${server}: ${reasons[reason]}; beside the settings of this command start it with\n  ${start}`;
}

const isGood = ({ platform, acknowledged, lost, twice }: StormReport): boolean =>
  lost === 0 && twice === 0 && acknowledged.max <= inTime[platform];

async function print(report: StormReport, { json }: SimulateOptions, { stdout }: CliContext): Promise<void> {
  if (json) return writeJson(stdout, report);
  const { p50, p99, max } = report.acknowledged;
  const { deliveries, messages, refused, answered, lost, twice } = report;
  const again = refused === 0 ? '' : `; ${refused} calls were not taken and came again`;
  await writeLine(stdout, `${report.platform}: ${messages} messages in ${deliveries} deliveries${again}`);
  await writeLine(stdout, `acknowledged within ${p50} ms (p50), ${p99} ms (p99), ${max} ms (max)`);
  await writeLine(stdout, `answered ${answered} · lost ${lost} · twice ${twice}`);
}
