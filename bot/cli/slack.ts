/** `dawen slack manifest`: the app's manifest, to be pasted into Slack's settings. */
import { stringify } from 'yaml';
import { createManifest } from '../../adapters/slack/manifest.ts';
import { suggestedPrompts } from '../channels/slack/prompts.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeLine } from './write.ts';

export interface ManifestCommand {
  /** Without an address of ours: Slack's deliveries come over a connection that we open. */
  readonly socket?: boolean;
  readonly json?: boolean;
}

/** Throws UsageError when neither an address nor Socket Mode is set. */
export async function slackManifest(command: ManifestCommand, context: CliContext): Promise<ExitCode> {
  const { publicUrl, settings } = context.config();
  const isSocket = command.socket ?? (publicUrl === undefined && settings.SLACK_APP_TOKEN !== undefined);
  if (!isSocket && !publicUrl?.startsWith('https:'))
    throw new UsageError(
      'slack manifest: Slack calls this server by https; set PUBLIC_URL to its address, or use --socket',
    );
  const { knowledge } = await context.rulebook();
  const prompts = suggestedPrompts(knowledge);
  const manifest = createManifest({ prompts, ...(!isSocket && publicUrl && { publicUrl }) });
  const printed = command.json ? JSON.stringify(manifest) : stringify(manifest, { lineWidth: 0 }).trimEnd();
  await writeLine(context.stdout, printed);
  return 0;
}
