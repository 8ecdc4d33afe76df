#!/usr/bin/env node
/** The command line: names the commands and their options, and turns what goes wrong into one line and a status. */
import { Command, CommanderError } from 'commander';
import { addAgentCommands } from './cli/agent-commands.ts';
import { addChannelCommands } from './cli/channel-commands.ts';
import { createCliContext } from './cli/context.ts';
import { addLinkCommands } from './cli/link-commands.ts';
import { type ExitCode, UsageError } from './cli/usage-error.ts';
import { readVersion } from './paths.ts';

const context = createCliContext(process);
let status: ExitCode = 0;

/** Runs a command; its code is loaded only when it is called. */
const run = (command: () => Promise<ExitCode>) => async () => {
  status = await command();
};

const factsOption = [
  '--facts <file>',
  'JSON object of account facts; accountId present = signed in',
] as const;
const asOfOption = [
  '--as-of <iso>',
  'what "now" is: a date (its start in Shanghai) or a date-time with a zone',
] as const;
const jsonOption = ['--json', 'one JSON value per line'] as const;

const program = new Command('dawen')
  .description('FAQ support assistant')
  .version(readVersion())
  .helpCommand(false)
  .showSuggestionAfterError(false)
  .configureOutput({ outputError: () => undefined })
  .exitOverride();

program
  .command('serve')
  .description('the server: API, page, widget')
  .option('--port <n>', 'port, instead of PORT')
  .option('--host <h>', 'address to listen on, instead of HOST')
  .option('--data <dir>', 'data folder, instead of DATA_DIR')
  .action((options) => run(async () => (await import('./cli/serve.ts')).serve(options, context))());

program
  .command('init')
  .description('a small knowledge base to start from, in DIR/knowledge')
  .argument('[dir]')
  .action((dir) =>
    run(async () => (await import('./cli/init.ts')).init({ ...(dir !== undefined && { dir }) }, context))(),
  );

program
  .command('ask')
  .description('one turn')
  .argument('<text>')
  .option(...factsOption)
  .option(...asOfOption)
  .option(...jsonOption)
  .action((text, options) =>
    run(async () => (await import('./cli/ask.ts')).ask({ text, ...options }, context))(),
  );

program
  .command('chat')
  .description('a conversation: one message a line from standard input')
  .option(...factsOption)
  .option(...asOfOption)
  .option(...jsonOption)
  .action((options) => run(async () => (await import('./cli/chat.ts')).chat(options, context))());

program
  .command('match')
  .description('routing alone, for TEXT or for every line of standard input')
  .argument('[text...]')
  .option('--limit <n>', 'how many entries to show (5)')
  .option('--explain', 'why: the text as it was read, features, scorers, margin, threshold')
  .option(...jsonOption)
  .action((text, options) =>
    run(async () => (await import('./cli/match.ts')).match({ text, ...options }, context))(),
  );

program
  .command('eval')
  .description('scores routing on lines {"q", "expect", "ok", "kind"}')
  .argument('<file>')
  .option('--reliability', 'whether a confidence of 0.8 is right eight times of ten')
  .option(...jsonOption)
  .action((file, options) =>
    run(async () => (await import('./cli/eval.ts')).evaluate({ file, ...options }, context))(),
  );

program
  .command('bench')
  .description('the routing engine on a public intent set on your disk: clinc150, banking77 or hint3')
  .argument('<set>')
  .option('--data <dir>', 'folder that holds the files of the set')
  .option(...jsonOption)
  .action((set, options) =>
    run(async () => (await import('./cli/bench.ts')).bench({ set, ...options }, context))(),
  );

program
  .command('rule')
  .description('one rule, or {"rule", "facts", "asOf"} a line from standard input')
  .argument('[name]')
  .option('--list', 'names of all rules')
  .option('--facts <file>', 'JSON object of facts; - reads standard input')
  .option(...asOfOption)
  .option(...jsonOption)
  .action((name, options) =>
    run(async () => (await import('./cli/rule.ts')).rule({ name, ...options }, context))(),
  );

program
  .command('lint')
  .description('checks the knowledge base')
  .option(...jsonOption)
  .action((options) => run(async () => (await import('./cli/lint.ts')).lint(options, context))());

program
  .command('reload')
  .description('has every running server look at its knowledge base again')
  .option('--data <dir>', 'data folder, instead of DATA_DIR')
  .option(...jsonOption)
  .action((options) => run(async () => (await import('./cli/reload.ts')).reload(options, context))());

program
  .command('accounts')
  .description('account facts in the embedded store')
  .helpCommand(false)
  .command('import')
  .description('puts in accounts of JSON lines (.jsonl) or a table (.csv), once every line is checked')
  .argument('<file>')
  .option('--skip-bad', 'leave bad lines out and import the others')
  .option('--data <dir>', 'data folder, instead of DATA_DIR')
  .option(...jsonOption)
  .action((file, options) =>
    run(async () => (await import('./cli/accounts.ts')).importAccounts({ file, ...options }, context))(),
  );

program
  .command('backup')
  .description('the whole store as one file, while servers go on')
  .argument('<file>')
  .option('--data <dir>', 'data folder, instead of DATA_DIR')
  .option(...jsonOption)
  .action((file, options) =>
    run(async () => (await import('./cli/backup.ts')).backup({ file, ...options }, context))(),
  );

program
  .command('restore')
  .description('puts a backup back, whole or not at all; also from SQLite to PostgreSQL and the other way')
  .argument('<file>')
  .option('--replace', 'in the place of what is there')
  .option('--data <dir>', 'data folder, instead of DATA_DIR')
  .option(...jsonOption)
  .action((file, options) =>
    run(async () => (await import('./cli/backup.ts')).restore({ file, ...options }, context))(),
  );

program
  .command('forget')
  .description('erases everything that is kept of one account: conversations, sessions, facts')
  .argument('<account>')
  .option('--data <dir>', 'data folder, instead of DATA_DIR')
  .option(...jsonOption)
  .action((account, options) =>
    run(async () => (await import('./cli/forget.ts')).forget({ account, ...options }, context))(),
  );

program
  .command('test')
  .description('plays conversations written in YAML')
  .argument('[files...]')
  .option(...jsonOption)
  .action((files, options) =>
    run(async () => (await import('./cli/test.ts')).test({ files, ...options }, context))(),
  );

program
  .command('site')
  .description('a help centre of static pages from the knowledge base')
  .requiredOption('--out <dir>', 'folder to write: a new or empty one, or one that this command wrote')
  .option('--url <base>', 'address it will have, for canonical links and sitemap.xml')
  .option(...jsonOption)
  .action((options) => run(async () => (await import('./cli/site.ts')).site(options, context))());

addAgentCommands(program, { run, context });
addLinkCommands(program, { run, context });

program
  .command('audit')
  .description('sign-ins, refusals and changes of the console, the newest first')
  .option('--limit <n>', 'how many (50)')
  .option('--before <iso>', 'only what was before this instant')
  .option('--data <dir>', 'data folder, instead of DATA_DIR')
  .option(...jsonOption)
  .action((options) => run(async () => (await import('./cli/audit.ts')).audit(options, context))());

program
  .command('verify')
  .description('whether the receipt under a pasted answer is genuine, and still stands')
  .argument('<code>')
  .option('--data <dir>', 'data folder, instead of DATA_DIR')
  .option(...jsonOption)
  .action((code, options) =>
    run(async () => (await import('./cli/verify.ts')).verify({ code, ...options }, context))(),
  );

program
  .command('slack')
  .description('the Slack app')
  .helpCommand(false)
  .command('manifest')
  .description("the app's manifest, to be pasted into Slack's settings")
  .option('--socket', 'for Socket Mode, without an address of this server')
  .option(...jsonOption)
  .action((options) => run(async () => (await import('./cli/slack.ts')).slackManifest(options, context))());

addChannelCommands(program, { run, context });

/** One line for a mistake of the caller; a fault of ours keeps its stack. */
function explain(error: unknown): { text: string; status: number } {
  if (error instanceof CommanderError) return explainCommander(error);
  if (!(error instanceof Error)) return { text: String(error), status: 1 };
  const code = 'code' in error ? String(error.code) : '';
  if (error instanceof UsageError || /^(CONFIG_|KNOWLEDGE_|STORE_|LISTEN_)/.test(code))
    return { text: error.message, status: 2 };
  return { text: error.stack ?? error.message, status: 1 };
}

function explainCommander(error: CommanderError): { text: string; status: number } {
  if (error.exitCode === 0) return { text: '', status: 0 };
  if (error.code === 'commander.help') return { text: '', status: 2 };
  return { text: `${error.message.replace(/^error: /, '')}; dawen --help shows how it is used`, status: 2 };
}

/** Whoever reads us may stop reading: that is no error. A full disk is one, and is told where it still can be. */
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit(0);
  process.stderr.write(`dawen: standard output cannot be written (${code}); is the disk full?\n`);
  process.exit(1);
});
process.stderr.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));

try {
  await program.parseAsync();
} catch (error) {
  const said = explain(error);
  if (said.text !== '') process.stderr.write(`dawen: ${said.text}\n`);
  status = said.status as ExitCode;
}
// after what is still to be written; nothing that lingers may keep a finished command alive
process.stdout.write('', () => process.exit(status));
