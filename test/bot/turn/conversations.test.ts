/** Plays every written conversation with the real knowledge, router and rules. */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { playConversation, readConversationCases } from '../../../bot/cli/conversation-test.ts';
import { loadExpertise } from '../../../bot/expertise/load-expertise.ts';
import { openStore } from '../../../bot/store/open.ts';
import { createTestLog } from '../house.ts';

const folder = join('test', 'cases', 'conversations');
const log = createTestLog();
const expertise = loadExpertise({ knowledgeDir: 'knowledge', dataDir: join(tmpdir(), 'dawen-test') }, log);
const openMemory = () => openStore(':memory:');

const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

describe.each(files.sort())('%s', (file) => {
  const cases = readConversationCases(join(folder, file)).map((written) => [written.name, written] as const);

  test.each(cases)('%s', async (_, written) => {
    const differences = await playConversation(written, { expertise, openStore: openMemory, log });
    expect(differences.map(({ turn, said, problem }) => `turn ${turn}, “${said}”: ${problem}`)).toEqual([]);
  });
});
