/** The starter knowledge base: whole, without a doubt of the lint, and never over what is there. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ask } from '../../../bot/cli/ask.ts';
import { init } from '../../../bot/cli/init.ts';
import { lint } from '../../../bot/cli/lint.ts';
import { openTerminal, type Terminal } from './desk.ts';

let folder: string;
let written: Terminal;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-init-'));
  written = openTerminal();
  expect(await init({ dir: folder }, written.context)).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = () => ({ KNOWLEDGE_DIR: join(folder, 'knowledge'), DATA_DIR: join(folder, 'data') });

async function reply(text: string): Promise<Readonly<Record<string, unknown>>> {
  const terminal = openTerminal('', settings());
  await ask({ text, json: true }, terminal.context);
  return JSON.parse(terminal.out()[0] ?? '{}').replies[0];
}

describe('the starter', () => {
  test('is told with what to do next', () => {
    expect(written.out()[0]).toContain(join(folder, 'knowledge'));
    expect(written.out().at(-1)).toContain('npx dawen serve');
  });

  test('leaves nothing to mend or to consider', async () => {
    const terminal = openTerminal('', settings());
    expect(await lint({}, terminal.context)).toBe(0);
    expect(terminal.out()).toEqual([]);
    expect(terminal.err()).toEqual(['nothing to mend or to consider']);
  });

  test.each([
    ['几天能寄出来', { act: 'answer', entry: 'delivery-time' }],
    ['invoice please', { act: 'answer', entry: 'invoice' }],
    ['明天下雨不', { act: 'fallback' }],
    ['你好', { act: 'greet' }],
  ])('%s is replied to', async (text, expected) => {
    expect(await reply(text)).toMatchObject(expected);
  });

  test('has every sentence of the shipped one, and says nothing of its subject', () => {
    const sentences = (file: string) => parse(readFileSync(file, 'utf8')).responses;
    const shipped = sentences('knowledge/responses.yaml');
    const own = sentences(join(folder, 'knowledge', 'responses.yaml'));
    const needed = Object.keys(shipped).filter((name) => !name.startsWith('section_'));
    expect(Object.keys(own)).toEqual(expect.arrayContaining(needed));
    expect(JSON.stringify(own)).not.toMatch(/腾讯|騰訊|Tencent|实名|實名|real-name|4009100100/);
  });
});

describe('where something is already', () => {
  test('a knowledge base stays as it is', async () => {
    const file = join(folder, 'knowledge', 'lexicon.yaml');
    writeFileSync(file, '# mine\n');
    await expect(init({ dir: folder }, openTerminal().context)).rejects.toThrow(
      'holds files already, which are not touched; choose another folder',
    );
    expect(readFileSync(file, 'utf8')).toBe('# mine\n');
  });

  test('a file in the place of the folder is told', async () => {
    const place = join(folder, 'other');
    mkdirSync(place);
    writeFileSync(join(place, 'knowledge'), 'mine');
    await expect(init({ dir: place }, openTerminal().context)).rejects.toThrow(/cannot be read as a folder/);
    expect(readdirSync(place)).toEqual(['knowledge']);
  });
});
