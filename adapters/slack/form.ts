/** The form that the shortcut "用知识库回答" opens when it stands on no message. */
import type { ModalView } from '@slack/types';
import * as actions from './actions.ts';
import { plain } from './blocks.ts';
import { words } from './words.ts';

export const askFormView: ModalView = {
  type: 'modal',
  callback_id: actions.askForm,
  title: plain(words.formTitle, 24),
  submit: plain(words.formSend, 24),
  blocks: [
    {
      type: 'input',
      block_id: actions.askBlock,
      label: plain(words.formLabel, 75),
      element: { type: 'plain_text_input', action_id: actions.askField, multiline: true, max_length: 3000 },
    },
  ],
};
