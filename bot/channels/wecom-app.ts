/** The self-built WeCom app, opened when all its settings are there. */
import { createWecomApi, officialApi } from '../../adapters/wecom/api-client.ts';
import { createAppSender } from '../../adapters/wecom/app/api.ts';
import { channel } from '../../adapters/wecom/app/parse.ts';
import { reachOf, renderApp } from '../../adapters/wecom/app/render.ts';
import { onlyText } from '../../adapters/wecom/app/sending.ts';
import { readAesKey, type SealKeys } from '../../adapters/wecom/seal.ts';
import { type ChannelDeps, type ChannelDesk, openChannel } from './channel-desk.ts';

export interface WecomApp {
  readonly keys: SealKeys & { readonly agentId: string };
  readonly desk: ChannelDesk;
}

export const wecomAppSettings = [
  ...['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_APP_SECRET', 'WECOM_TOKEN', 'WECOM_ENCODING_AES_KEY'],
] as const;

/** Undefined when a setting is missing; what stands in the settings was checked when they were read. */
export function openWecomApp(
  settings: Readonly<Record<string, string>>,
  deps: ChannelDeps,
): WecomApp | undefined {
  const [corpId, agentId, secret, token, encoded] = wecomAppSettings.map((name) => settings[name]);
  const aesKey = readAesKey(encoded ?? '');
  if (!corpId || !agentId || !secret || !token || !aesKey) return undefined;
  const apiUrl = settings.WECOM_API_URL ?? officialApi;
  const api = createWecomApi({ apiUrl, corpId, secret, shelf: deps.store.shelf, fetch });
  const platform = {
    name: channel,
    render: renderApp,
    reach: reachOf,
    send: createAppSender({ api, agentId }),
  };
  const fits = (sendings: readonly unknown[]) => sendings.length === 0 || onlyText(sendings) !== undefined;
  return {
    keys: { token, aesKey, receiveId: corpId, agentId },
    desk: openChannel(platform, { ...deps, fits }),
  };
}
