/** One call to a platform or to our own server, for `dawen doctor --online`: what came back, or why nothing useful did. */
import { z } from 'zod';
import type { Finding } from '../finding.ts';

export type Probed =
  | {
      readonly status: 'answered';
      readonly code: number;
      readonly body: string;
      readonly headers: Headers;
      /** Milliseconds. */
      readonly took: number;
    }
  | { readonly status: 'unreachable'; readonly reason: string };

const patience = 10_000;

/** The URL may hold secrets and is never told. */
export async function probe(url: URL | string, init: RequestInit = {}): Promise<Probed> {
  const started = performance.now();
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(url, { redirect: 'manual', ...init, signal });
    const body = await response.text();
    const { status: code, headers } = response;
    return { status: 'answered', code, body, headers, took: performance.now() - started };
  } catch (error) {
    return { status: 'unreachable', reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}

export type Answer =
  | { readonly status: 'json'; readonly data: Readonly<Record<string, unknown>>; readonly headers: Headers }
  | { readonly status: 'none'; readonly finding: Finding };

const objectSchema = z.record(z.string(), z.unknown());

/** A platform's JSON, or what keeps it from us. */
export function readAnswer(probed: Probed, host: string, name: string): Answer {
  const failed = (text: string): Answer => ({
    status: 'none',
    finding: { state: 'failed', text: `${name}: ${text}` },
  });
  if (probed.status === 'unreachable')
    return failed(
      `${host} cannot be reached (${probed.reason}): let this machine call it through the firewall`,
    );
  const data = objectSchema.safeParse(parseJson(probed.body));
  if (data.success) return { status: 'json', data: data.data, headers: probed.headers };
  const what = /^\s*</.test(probed.body) ? 'a page instead of JSON' : 'no JSON';
  return failed(
    `${host} answered HTTP ${probed.code} with ${what}: a proxy stands between; have it pass calls to ${host}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Platforms and we refuse each other's calls beyond five minutes. */
const mostSkew = 300;
const noticedSkew = 30;

/** By the `Date` header of an answer; nothing where the clocks agree. */
export function compareClocks(headers: Headers, host: string, now: number): Finding[] {
  const theirs = Date.parse(headers.get('date') ?? '');
  const seconds = Math.round((now - theirs) / 1000);
  if (!(Math.abs(seconds) > noticedSkew)) return [];
  const direction = seconds > 0 ? 'ahead of' : 'behind';
  const state = Math.abs(seconds) > mostSkew ? 'failed' : 'warning';
  const effect = state === 'failed' ? ': genuine calls are refused' : '';
  const remedy = 'synchronise it, such as by timedatectl set-ntp true';
  return [
    {
      state,
      text: `clock: this machine is ${Math.abs(seconds)} s ${direction} ${host}${effect}; ${remedy}`,
    },
  ];
}
