/** `dawen init`: a small knowledge base of a made-up shop, to start one's own from; never over files that are there. */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import { z } from 'zod';
import { shippedKnowledgeDir, starterDir } from '../paths.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeLine } from './write.ts';

export interface InitOptions {
  /** Folder that gets a `knowledge` folder; the present one unless given. */
  readonly dir?: string;
}

/** Files of the shipped knowledge base that fit any subject. */
const shared = ['smalltalk.yaml', 'calendar', 'schemas', 'README.md'];
/** Files of the made-up shop. */
const own = ['entries', 'boundaries.yaml', 'lexicon.yaml', 'facts.yaml'];

/** Throws UsageError, with nothing written, where a knowledge base or anything else stands in the way. */
export async function init({ dir = '.' }: InitOptions, context: CliContext): Promise<ExitCode> {
  const target = join(dir, 'knowledge');
  await refuseWhatIsThere(target);
  await mkdir(target, { recursive: true });
  for (const name of shared) await copy(join(shippedKnowledgeDir, name), join(target, name));
  for (const name of own) await copy(join(starterDir, name), join(target, name));
  await writeFile(join(target, 'responses.yaml'), await makeResponses());
  const enter = dir === '.' ? '' : `cd ${dir} && `;
  await writeLine(
    context.stdout,
    `wrote ${target}: five questions of a made-up shop; put your own there, then`,
  );
  for (const line of ['npx dawen lint', 'npx dawen ask "多久发货"', 'npx dawen serve'])
    await writeLine(context.stdout, `  ${enter}${line}`);
  return 0;
}

async function refuseWhatIsThere(target: string): Promise<void> {
  const found = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UsageError(`${target}: cannot be read as a folder (${error.code}); choose another folder`);
  });
  if (found.length > 0)
    throw new UsageError(`${target}: holds files already, which are not touched; choose another folder`);
}

const copy = (from: string, to: string): Promise<void> =>
  cp(from, to, { recursive: true, errorOnExist: true, force: false });

const starterSchema = z.object({
  responses: z.record(z.string(), z.unknown()),
  opening: z.array(z.string()),
  contacts: z.array(z.unknown()),
});

/** The shipped sentences, of which those that speak of the shipped product are replaced by the starter's. */
async function makeResponses(): Promise<string> {
  const read = (folder: string) => readFile(join(folder, 'responses.yaml'), 'utf8');
  const document = parseDocument(await read(shippedKnowledgeDir));
  const { responses, opening, contacts } = starterSchema.parse(parse(await read(starterDir)));
  for (const name of namesOf(document.toJS())) {
    if (name.startsWith('section_')) document.deleteIn(['responses', name]);
  }
  for (const [name, sentence] of Object.entries(responses))
    document.setIn(['responses', name], document.createNode(sentence));
  document.set('opening', document.createNode(opening));
  document.set('contacts', document.createNode(contacts));
  return document.toString({ lineWidth: 0 });
}

const namesOf = (file: unknown): string[] =>
  Object.keys(z.object({ responses: z.record(z.string(), z.unknown()) }).parse(file).responses);
