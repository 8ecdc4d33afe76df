/** `dawen ask "TEXT"`: one turn. */
import type { CliContext } from './context.ts';
import { openConversation } from './open-conversation.ts';
import type { ExitCode } from './usage-error.ts';

export interface AskOptions {
  readonly text: string;
  readonly facts?: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

/** Throws UsageError for bad facts or a bad `--as-of`. */
export async function ask({ text, ...options }: AskOptions, context: CliContext): Promise<ExitCode> {
  const conversation = await openConversation(options, context);
  await conversation.say(text);
  await conversation.close();
  return 0;
}
