/** Notices that files of the knowledge base were changed. The only door to chokidar. */
import { basename } from 'node:path';
import { watch } from 'chokidar';
import type { Log } from '../log.ts';

/** Milliseconds without a further change, as an editor or a checkout writes several files. */
const settling = 300;

/** Gives the way to stop. Where a folder cannot be watched a warning says so, and nothing else happens. */
export function watchKnowledge(dir: string, onChange: () => void, log: Log): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(dir, {
    ignoreInitial: true,
    ignored: (path, stats) =>
      path !== dir && (isHidden(path) || (stats?.isFile() === true && !/\.ya?ml$/.test(path))),
  });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, settling);
  });
  watcher.on('error', (error) => {
    const code = error instanceof Error && 'code' in error ? error.code : 'UNKNOWN';
    log.warn({ code }, 'changes of the knowledge base are not noticed by themselves: use dawen reload');
  });
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}

const isHidden = (path: string): boolean => /^\.|^node_modules$/.test(basename(path));
