/** Names the commands `dawen links …` and their options. */
import type { Command } from 'commander';
import type { Shell } from './agent-commands.ts';

const dataOption = ['--data <dir>', 'data folder, instead of DATA_DIR'] as const;
const jsonOption = ['--json', 'one JSON value per line'] as const;

export function addLinkCommands(program: Command, { run, context }: Shell): void {
  const links = program
    .command('links')
    .description('which people of Slack and WeCom are which accounts')
    .helpCommand(false);

  links
    .command('list')
    .description('all links: person, account, since when')
    .option('--account <id>', 'those of one account')
    .option(...dataOption)
    .option(...jsonOption)
    .action((options) => run(async () => (await import('./links.ts')).listLinks(options, context))());

  links
    .command('remove')
    .description('undoes a link; answers are general from the next message on')
    .argument('<person>', 'as the list has it, such as slack:T1:U1')
    .option(...dataOption)
    .option(...jsonOption)
    .action((person, options) =>
      run(async () => (await import('./links.ts')).removeLink({ person, ...options }, context))(),
    );
}
