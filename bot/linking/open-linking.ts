/** Opens the linking of people to accounts where a page to sign in or a directory is set. */
import type { Config } from '../config.ts';
import { createLinking, type Directory, type Linking, type LinkingDeps } from './linking.ts';

export async function openLinking(
  config: Pick<Config, 'linking' | 'directory'>,
  deps: Omit<LinkingDeps, 'config' | 'directory'>,
): Promise<Linking | undefined> {
  if (!config.linking && !config.directory) return undefined;
  const directory = config.directory && (await directoryAt(config.directory));
  return createLinking({ ...deps, config: config.linking, directory });
}

/** What guards it is not loaded otherwise. */
async function directoryAt(options: NonNullable<Config['directory']>): Promise<Directory> {
  const { createDirectory } = await import('./directory.ts');
  return createDirectory(options);
}
