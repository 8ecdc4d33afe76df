/** A process of its own that checks the knowledge base and trains with it, so that the server's turns need not wait. */
import { createLog } from '../log.ts';
import { prepare } from './prepared.ts';

const [, , knowledgeDir = '', dataDir = '', known = ''] = process.argv;
// stays until its work is taken, or nobody is there any more to take it
process.once('disconnect', () => process.exit());
const preparation = prepare({ knowledgeDir, dataDir }, known, createLog('warn'));
process.send?.(preparation, undefined, undefined, () => undefined);
