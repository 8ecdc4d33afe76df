/** What WeCom's error codes mean for us: try again, or tell whoever runs this what to do. Decided by code; its messages change. */

/** The access token is no longer good. A call may say so with 40001 as well, which is a wrong secret where the token is fetched. */
export const tokenCodes: readonly number[] = [40001, 40014, 42001];

/** Codes after which the same call may work, with the milliseconds to wait where that is known. */
const passing = new Map<number, number | undefined>([
  [-1, undefined],
  [6000, undefined],
  [45009, 60_000],
  [45033, 5000],
  // works a minute after somebody has entered the address
  [60020, 60_000],
  [42009, undefined],
]);

const advice = new Map<number, string>([
  [-1, 'WeCom is busy'],
  [40001, 'the secret is wrong: copy it again from the WeCom console (WECOM_APP_SECRET or WECOM_KF_SECRET)'],
  [40013, 'the corp id is wrong: check WECOM_CORP_ID'],
  [40033, 'the text holds characters that WeCom refuses'],
  [40056, 'the app id is wrong: check WECOM_AGENT_ID'],
  [45002, 'the text is too long'],
  [45009, 'too many calls: WeCom lets the next ones through after a minute'],
  [45033, 'too many calls at once'],
  [48002, 'this app may not use the API: allow it in the WeCom console'],
  [60011, 'the app may not see this member: widen 可见范围 in the WeCom console'],
  [
    60020,
    'the address of this server is not trusted: enter it under 企业可信IP of the app; it works a minute later',
  ],
  [60111, 'no such member'],
  [81013, 'no recipient can be reached: check 可见范围 of the app'],
  [301002, 'the secret belongs to another app: check WECOM_AGENT_ID and WECOM_APP_SECRET'],
]);

export const describeCode = (code: number): string =>
  `WeCom ${code}: ${advice.get(code) ?? 'see its list of codes'}`;

export const isPassing = (code: number): boolean => passing.has(code);
export const waitAfter = (code: number): number | undefined => passing.get(code);
