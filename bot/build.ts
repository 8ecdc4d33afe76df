/** The last steps of `npm run build`, after the compiler: editor schemas, the trained router, the browser code. */
import { KnowledgeError } from '../knowledge/errors.ts';
import { writeSchemas } from '../knowledge/write-schemas.ts';
import { buildClient, describeSizes } from './build-client.ts';
import { buildSite } from './build-site.ts';
import { prepareExpertise } from './expertise/load-expertise.ts';
import type { Log } from './log.ts';
import { packageRoot, schemasDir, shippedKnowledgeDir, siteDir, webDir } from './paths.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const note = (fields: object, message: string) => say(`${message} ${JSON.stringify(fields)}`);
const log: Log = { debug: () => undefined, info: note, warn: note, error: note };

try {
  writeSchemas(schemasDir);
  prepareExpertise(shippedKnowledgeDir, log);
  say(describeSizes(await buildClient(packageRoot, webDir)));
  await buildSite(packageRoot, siteDir);
} catch (error) {
  if (!(error instanceof KnowledgeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
