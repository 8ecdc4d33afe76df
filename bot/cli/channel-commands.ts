/** Names the commands that look after the channels, and their options. */
import type { Command } from 'commander';
import type { Shell } from './agent-commands.ts';

const jsonOption = ['--json', 'one JSON value per line'] as const;

export function addChannelCommands(program: Command, { run, context }: Shell): void {
  program
    .command('simulate')
    .description('plays Slack or WeCom against running servers: retries, repeats, out of order, late')
    .argument('<platform>', 'slack or wecom')
    .option('--storm', '1,000 deliveries instead of 50')
    .option('--url <base...>', 'servers on one store (this machine, PORT)')
    .option('--rate <n>', 'deliveries a second')
    .option('--port <n>', "port of the stand-in for the platform's API (3999)")
    .option(...jsonOption)
    .action((platform, options) =>
      run(async () => (await import('./simulate.ts')).simulate({ platform, ...options }, context))(),
    );

  program
    .command('doctor')
    .description('checks configuration, database, channels')
    .option('--online', 'asks Slack and WeCom as well, and verifies the addresses of the running server')
    .option('--url <base>', 'address of the running server, instead of PUBLIC_URL')
    .action((options) => run(async () => (await import('./doctor.ts')).doctor(options, context))());
}
