/** Whether a way of transferring money counts for the verification by recharge. */
import { defineRule } from './define-rule.ts';
import { needs, ok } from './outcome.ts';

export const rechargeChannel = defineRule({
  name: 'recharge_channel',
  facts: ['channel', 'payerAccount'],
  parameters: ['recharge_channels', 'recharge_payer'],
  outcomes: ['supported', 'not_supported', 'personal_payer'],
  reasons: [],
  values: ['supported'],

  evaluate({ channel, payerAccount }, { parameters }) {
    const channels = parameters.list('recharge_channels');
    const steps = [{ id: 'channels_named', values: { channels } }];
    if (payerAccount && payerAccount !== parameters.text('recharge_payer'))
      return ok('personal_payer', { supported: false }, steps);
    if (channel === undefined) return needs('channel');
    const supported = channels.includes(channel);
    return ok(supported ? 'supported' : 'not_supported', { supported }, steps);
  },
});
