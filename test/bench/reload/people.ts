/** People who talk to a server all the time, each in conversations of its own. */
import { setTimeout as wait } from 'node:timers/promises';

/** Asks, has something worked out, picks, changes the subject. */
const script = ['一个身份证可以认证几个账号', '帮我算', '2', '打款金额输错了怎么办', '2', '刷脸一直失败'];
/** Milliseconds between two messages of one person; as often as the rate limit of a session lets one. */
const pace = 260;

export interface Talk {
  readonly turns: number;
  /** Status of every answer that was no turn, and what went wrong where none came. */
  readonly failures: readonly string[];
  /** Milliseconds of every turn. */
  readonly times: readonly number[];
}

export interface People {
  /** They finish their sentence; what was said since the last time. */
  rest(): Promise<Talk>;
}

export async function gather(url: string, count: number): Promise<People> {
  let isOver = false;
  const [times, failures]: [number[], string[]] = [[], []];
  async function post(path: string, body: object, token = ''): Promise<Record<string, string>> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/api/v1/${path}`, {
      ...{ method: 'POST', headers, body: JSON.stringify(body) },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as Record<string, string>;
  }
  async function talk(token: string): Promise<void> {
    for (let conversationId: string | undefined, at = 0; !isOver; at++) {
      if (at % script.length === 0) conversationId = undefined;
      const started = performance.now();
      try {
        const said = { text: script[at % script.length], ...(conversationId && { conversationId }) };
        ({ conversationId } = await post('messages', said, token));
        times.push(performance.now() - started);
      } catch (error) {
        failures.push(error instanceof Error ? `${error.message} ${error.cause ?? ''}` : String(error));
      }
      await wait(Math.max(0, pace - (performance.now() - started)));
    }
  }
  const tokens = await Promise.all(Array.from({ length: count }, () => post('sessions', {})));
  const talks = tokens.map(({ token = '' }) => talk(token));
  return {
    rest: async () => {
      isOver = true;
      await Promise.all(talks);
      return { turns: times.length, failures, times };
    },
  };
}
