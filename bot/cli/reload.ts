/** `dawen reload`: asks every server on the store to look at its knowledge base, and says what each made of it. */
import { setTimeout as wait } from 'node:timers/promises';
import { inShanghai } from '../clock.ts';
import { createKnowledgeBoard, type KnowledgeBoard, type Peer } from '../expertise/knowledge-board.ts';
import { openStore, storePlace } from '../store/open.ts';
import type { CliContext } from './context.ts';
import type { ExitCode } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface ReloadOptions {
  readonly json?: boolean;
  /** Data folder, instead of DATA_DIR. */
  readonly data?: string;
}

const between = 200;

/** Exit 1 when no server runs, one refuses its files, or they do not all know the same in the end. */
export async function reload(options: ReloadOptions, context: CliContext): Promise<ExitCode> {
  const config = context.config({ ...(options.data !== undefined && { DATA_DIR: options.data }) });
  const store = await openStore(storePlace(config));
  try {
    const answers: Peer[] = [];
    for await (const answer of ask(createKnowledgeBoard(store))) {
      answers.push(answer);
      await (options.json ? writeJson(context.stdout, answer) : writeLine(context.stdout, lineOf(answer)));
    }
    const doubt = doubtOf(answers, store.place);
    if (doubt !== undefined) await writeLine(context.stderr, doubt);
    return doubt === undefined ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** Each of the servers as it answers. One that dies meanwhile is not waited for. */
async function* ask(board: KnowledgeBoard): AsyncGenerator<Peer> {
  let waiting = (await board.peers()).map(({ id }) => id);
  const wish = await board.wish();
  while (waiting.length > 0) {
    await wait(between);
    const living = (await board.peers()).filter(({ id }) => waiting.includes(id));
    const answered = living.filter((one) => one.answered === wish);
    yield* answered;
    waiting = living.filter((one) => !answered.includes(one)).map(({ id }) => id);
  }
}

function lineOf({ name, knowledge, loadedAt, refusal }: Peer): string {
  const known = `${knowledge.slice(0, 12)}, loaded ${inShanghai(loadedAt)}`;
  if (!refusal) return `${name}  knows ${known}`;
  return [`${name}  refused the files and still knows ${known}`, ...refusal.lines].join('\n  ');
}

function doubtOf(answers: readonly Peer[], place: string): string | undefined {
  if (answers.length === 0) return `no server runs on ${place}; one that starts reads the files anyway`;
  if (answers.some(({ refusal }) => refusal))
    return 'mend the lines above: the old knowledge stays until then';
  if (new Set(answers.map(({ knowledge }) => knowledge)).size === 1) return undefined;
  return 'not all of them know the same: bring the files of all machines to the same state and run this again';
}
