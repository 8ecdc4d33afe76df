import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { longestLine, readLines } from '../../../bot/cli/lines.ts';

async function read(...chunks: Buffer[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const { text } of readLines(Readable.from(chunks))) lines.push(text);
  return lines;
}

describe('standard input', () => {
  test('gives every line, blank ones and a last one without an end too', async () => {
    expect(await read(Buffer.from('a\n\n  \r\nb'))).toEqual(['a', '', '  ', 'b']);
    expect(await read(Buffer.from('a\n'))).toEqual(['a']);
    expect(await read(Buffer.from('\n'))).toEqual(['']);
    expect(await read()).toEqual([]);
  });

  test('puts characters together that arrive in pieces, and drops a BOM', async () => {
    const bytes = Buffer.from('\uFEFF实名\n认证\n');
    expect(await read(...[...bytes].map((byte) => Buffer.from([byte])))).toEqual(['实名', '认证']);
  });

  test('gives broken UTF-8 and other separators as one line', async () => {
    expect(await read(Buffer.from([0x61, 0xff, 0x0a]), Buffer.from('a\u2028b\x00\n'))).toEqual([
      'a\ufffd',
      'a\u2028b\x00',
    ]);
  });

  test('cuts an overlong line and goes on behind it', async () => {
    const chunk = Buffer.from('x'.repeat(70_000));
    const lines = await read(chunk, chunk, chunk, Buffer.from('\nnext\n'));
    expect(lines).toEqual(['x'.repeat(longestLine), 'next']);
  });
});
