/** Writing lines to a stream without running ahead of who reads them. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';

export async function writeLine(stream: Writable, line: string): Promise<void> {
  if (!stream.write(`${line}\n`)) await once(stream, 'drain');
}

export function writeJson(stream: Writable, value: unknown): Promise<void> {
  return writeLine(stream, JSON.stringify(value));
}
