/** `dawen chat`: a conversation, one message of the person a line. */
import type { CliContext } from './context.ts';
import { readLines } from './lines.ts';
import { type ConversationOptions, openConversation } from './open-conversation.ts';
import type { ExitCode } from './usage-error.ts';

/** Every line that is read gets its turn: blank and overlong ones too. Throws UsageError for bad facts. */
export async function chat(options: ConversationOptions, context: CliContext): Promise<ExitCode> {
  const conversation = await openConversation(options, context);
  for await (const { text } of readLines(context.stdin)) await conversation.say(text);
  await conversation.close();
  return 0;
}
