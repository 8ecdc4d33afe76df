/** Names the commands `dawen agents …` and their options. */
import type { Command } from 'commander';
import type { CliContext } from './context.ts';
import type { ExitCode } from './usage-error.ts';

export interface Shell {
  readonly context: CliContext;
  run(command: () => Promise<ExitCode>): () => Promise<void>;
}

const dataOption = ['--data <dir>', 'data folder, instead of DATA_DIR'] as const;
const jsonOption = ['--json', 'one JSON value per line'] as const;

export function addAgentCommands(program: Command, { run, context }: Shell): void {
  const agents = program.command('agents').description('who may sign in to the console').helpCommand(false);

  agents
    .command('add')
    .description('adds an agent and prints a link, good for a day, with which the password is set')
    .argument('<name>', 'an e-mail address or a user name')
    .option('--role <role>', 'agent, editor or admin (agent)')
    .option('--display-name <name>', 'what customers see; the agent can change it')
    .option(...dataOption)
    .option(...jsonOption)
    .action((name, options) =>
      run(async () => (await import('./agents.ts')).addAgent({ name, ...options }, context))(),
    );

  agents
    .command('list')
    .description('all agents: name, role, state, last sign-in')
    .option(...dataOption)
    .option(...jsonOption)
    .action((options) => run(async () => (await import('./agents.ts')).listAgents(options, context))());

  agents
    .command('role')
    .description('changes what an agent may do, and signs it out')
    .argument('<name>')
    .argument('<role>', 'agent, editor or admin')
    .option(...dataOption)
    .option(...jsonOption)
    .action((name, role, options) =>
      run(async () => (await import('./agents.ts')).setRole({ name, role, ...options }, context))(),
    );

  for (const isBarred of [true, false]) {
    agents
      .command(isBarred ? 'disable' : 'enable')
      .description(isBarred ? 'lets an agent in no more, and signs it out' : 'lets a disabled agent in again')
      .argument('<name>')
      .option(...dataOption)
      .option(...jsonOption)
      .action((name, options) =>
        run(async () => (await import('./agents.ts')).barAgent({ name, isBarred, ...options }, context))(),
      );
  }

  agents
    .command('reset')
    .description('takes the password away, lifts a lock-out, signs out, and prints a new link')
    .argument('<name>')
    .option(...dataOption)
    .option(...jsonOption)
    .action((name, options) =>
      run(async () => (await import('./agents.ts')).resetAgent({ name, ...options }, context))(),
    );
}
