/** What looks wrong with WeCom's settings; those that can only be right or wrong were checked when they were read. */
import type { Config } from '../config.ts';

const corpId = /^w[wx][0-9a-z]{16}$/;

/** One line for every setting that WeCom would not have given in that form. Values are never repeated. */
export function wecomFaults({ settings }: Pick<Config, 'settings'>): string[] {
  const { WECOM_CORP_ID: corp, WECOM_BOT_ID, WECOM_BOT_SECRET, WECOM_BOT_TOKEN } = settings;
  const isTwice = WECOM_BOT_ID && WECOM_BOT_SECRET && WECOM_BOT_TOKEN;
  return [...(corp === undefined || corpId.test(corp) ? [] : [badCorp]), ...(isTwice ? [twoWays] : [])];
}

const badCorp =
  'WECOM_CORP_ID must be the 企业ID, ww and 16 letters and digits: WeCom console, 我的企业 → 企业信息';
const twoWays =
  'WECOM_BOT_ID: the long connection is used, and the callback of WECOM_BOT_TOKEN is not served; unset one of them';
