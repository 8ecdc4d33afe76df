/** Runs one system in a process of its own, so that its memory and its times are its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { SetName } from './questions.ts';
import type { Trial } from './system.ts';

/** Throws when the process ends without a result. */
export async function runTrial(key: string, set: SetName): Promise<Trial> {
  const child = fork(resolve(import.meta.dirname, 'trial.ts'), [key, set], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    serialization: 'advanced',
    // nlp.js and others talk while they train
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const result = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  const trial = result[0] as Trial | number | null;
  if (typeof trial === 'number' || trial === null)
    throw new Error(`the trial of ${key} ended with ${trial} before it had a result; its output is above`);
  child.disconnect();
  return trial;
}
