/** What the console says, in the languages that an agent may choose. */
import { english } from './words-en.ts';
import { chinese, type Words } from './words-zh.ts';

export type { Words } from './words-zh.ts';

export const words: Readonly<Record<'zh-Hans' | 'en', Words>> = { 'zh-Hans': chinese, en: english };
