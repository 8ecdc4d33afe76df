/** Which language and script a message is written in, and the words of the knowledge base in it. */

import { toSimplified } from '../../intents/normalize.ts';
import { cutSyllables } from '../../intents/syllables.ts';
import type { KnowledgeBase, Locale, Localized } from '../../knowledge/schema.ts';
import { traditionalFor } from './traditional.ts';

const han = /\p{Script=Han}/gu;
const latin = /[A-Za-z]/g;
/** Cantonese characters that have no 简体 form of their own. */
const cantonese = new Set('嘅咗喺唔冇佢哋嗰啲嚟咁啱攞');
/** Words of English that are also pinyin are left out. */
const englishWords =
  /\b(?:the|is|are|my|i|to|do|does|did|what|how|when|where|why|which|who|not|of|for|in|it|and|with|account|verify|verification|company|payment|help|please|yes|no|hi|hello|hey|thanks|thank|you|bye|ok|okay|refund|cancel|change|need|real|name|agent|human|money|get|number|can|cannot|we|our|this|that|was|been|after|before|day|days|code|card|bank|transfer|recharge|error|fail|failed|fails|blank|page|face|scan|upload|license|login|user|users|from|hong kong|taiwan)\b/i;

/** Said in every language. */
const everywhere = /^\W*(?:ok|okay|hi|hello|bye)\W*$/i;

/**
 * The language of a message, after one in the language `before`. It stays when the message tells nothing, such as a
 * number; undefined when there was none. Pinyin is 简体.
 */
export function detectLocale(text: string, before?: Locale): Locale | undefined {
  const characters = text.normalize('NFKC').match(han) ?? [];
  if (characters.length > 0) return scriptOf(characters) ?? (before === 'en' ? 'zh-Hans' : before);
  if (before !== undefined && everywhere.test(text)) return before;
  return languageOf(text) ?? before;
}

function languageOf(text: string): Locale | undefined {
  const letters = text.match(latin)?.length ?? 0;
  if (letters < 2) return undefined;
  return isPinyin(text) ? 'zh-Hans' : 'en';
}

/** 繁體 as soon as one character in twelve is; nothing when every character is the same in both scripts. */
function scriptOf(characters: readonly string[]): Locale | undefined {
  // apart, so that each is converted by itself and no phrase is
  const simplified = toSimplified(characters.join(' ')).split(' ');
  const traditional = characters.filter((char, at) => simplified[at] !== char || cantonese.has(char)).length;
  if (traditional > 0 && traditional * 12 >= characters.length) return 'zh-Hant';
  return characters.some((char) => simplifiedOnly.has(char)) ? 'zh-Hans' : undefined;
}

/** Frequent characters that only 简体 has; enough to tell the scripts apart when a person changes between them. */
const simplifiedOnly = new Set(
  '这个们说时为过还么应该实认证账开关门问题业钱银转对让请谢费户签订单设备网络东车发现见觉记错误会员张务务产动执验码号区国际样种类点将还没选择变给经结约级纪线终组细织练统续绍维综缓编缘缩网罗罚职联脑节药处总归当录岁厅历压厂广庄庆库应废开异弃张弹强录彻径从忆忧怀态怂怜总恋恳恶恼悦惊惯戏战户扑执扩扫扬扰抚抛抢护报担拟拥拦拧拨择挂挥换据损',
);

function isPinyin(text: string): boolean {
  if (englishWords.test(text)) return false;
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const letters = words.join('').length;
  const sounding = words.filter((word) => cutSyllables(word) !== undefined).join('').length;
  return sounding * 10 >= letters * 6;
}

/** Authored words in a language; 繁體 is converted where none is authored. */
export function inLocale(words: Localized, locale: Locale, knowledge: KnowledgeBase): string {
  if (locale !== 'zh-Hant') return words[locale];
  return words['zh-Hant'] ?? traditionalFor(knowledge)(words['zh-Hans']);
}
