/** Which option of a fact a message names: its longest word, unless that is denied, doubted or asked. */
import type { Fact } from '../../knowledge/schema.ts';
import { occurrences } from './cues.ts';
import { keepLatest, keepLatestOf } from './latest.ts';

/** The option whose longest word stands in the text, of equals the first: 没收到 wins over 收到. */
export const saidOption = keepLatestOf((plain: string, fact: Fact): string | boolean | undefined => {
  const told = withoutEither(plain);
  const said = wordsOf(fact)
    .filter(({ word }) => occurrences(told, word).some((at) => isSaid(told, word, { at, fact })))
    .sort((a, b) => b.word.length - a.word.length || plain.indexOf(a.word) - plain.indexOf(b.word));
  return said[0]?.option;
});

interface OptionWord {
  readonly option: string | boolean;
  readonly word: string;
}

const known = new WeakMap<Fact, readonly OptionWord[]>();

/** Every message is looked through for the words of every fact. */
function wordsOf(fact: Fact): readonly OptionWord[] {
  const words = known.get(fact) ?? lowerCased(fact);
  known.set(fact, words);
  return words;
}

function lowerCased({ options = [], mentions = [] }: Fact): OptionWord[] {
  const words = options.flatMap(({ value: option, words = [] }) => words.map((word) => ({ option, word })));
  const mentioned = mentions.map((word) => ({ option: word, word }));
  return [...words, ...mentioned].map(({ option, word }) => ({ option, word: word.toLowerCase() }));
}

/** "能用支付宝吗" asks for the very thing it names; "收到了吗" says nothing, nor does 我老公香港人 of oneself. */
function isSaid(plain: string, word: string, { at, fact }: { at: number; fact: Fact }): boolean {
  const [before, rest] = [plain.slice(0, at), plain.slice(at + word.length)];
  if (fact.kind !== 'boolean' && (ofAnother.test(before) || ofDocument.test(rest))) return false;
  if (/没有?$/.test(word) && hasObject.test(rest)) return false;
  return !denied.test(before) && (canAsk(fact) || !doubted.test(rest));
}

const canAsk = ({ kind, name }: Fact): boolean => kind === 'text' || name === 'payerAccount';

/** The 没有 of "对公账户没有公众号" is said of what follows. */
const hasObject = /^(?![了吗呢啊吧的呀哦嘛])\p{Script=Han}/u;
/** 大陆居住证 says what one has, not where one is from. */
const ofDocument = /^(?:居住证|通行证)/;
const ofAnother = /(?:老公|老婆|丈夫|妻子|爱人|爸爸?|妈妈?|朋友|同事|husband|wife) ?(?:是|is )?$/;

/** 收到打款 says nothing in 未收到打款, nor in 几号能收到打款 or 收到打款了吗. */
const denied =
  /(?:没|未|不|无|没有|不是|不是问|不是说|不是指|not |能|会|可以|才|几号|几时|何时|哪天|什么时候|多久|是否|有没有|假如|如果|要是|万一|一旦|等|if |when |will |should )(?:能|会|可以)?(?:够)?$/;
/** "到账没到账你能看见不" asks. */
const eitherWay = /(\p{Script=Han}{1,2})了?没有?\1/gu;
const withoutEither = keepLatest((plain: string) => plain.replace(eitherWay, ' '));
const doubted =
  /^(?:每|(?:\d+|[一二两三四五六七八九十俩仨]+) ?[个家])|^(?:打款|钱|款)?(?:了)?(?:吗|么|嘛|没有?|否|不)[?？。！!\s]*(?:$|[，,])/;
