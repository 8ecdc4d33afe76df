/** Slack as the neutral parts see it: drawing replies and sending them. */
import type { Platform } from '../delivery.ts';
import type { SlackApi } from './api.ts';
import { reachOf } from './place.ts';
import { render } from './render.ts';

export const createSlackPlatform = (api: Pick<SlackApi, 'send'>): Platform => ({
  name: 'slack',
  render,
  reach: reachOf,
  send: api.send,
});
