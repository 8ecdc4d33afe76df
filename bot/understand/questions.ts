/** Where one message holds several questions, and which part of a long story is the question. */
import { keepLatest } from './latest.ts';
import { plainText } from './plain-text.ts';

const asking =
  /[?？]|吗|嘛(?=$|[\s，,。.])|么(?=$|[\s，,。.])|呢(?=$|[\s，,。.])|怎么|怎样|咋|如何|为什么|为啥|什么|啥|哪|几个|几天|几次|几家|几号|多久|多少|多长|谁(?!知道)|能不能|可不可以|可以不|行不行|是不是|有没有|要不要|会不会|用不用|需不需要|点解|点样|边度|几时|(\p{Script=Han})不\1|\b(?:how|what|when|where|why|which|who|can|could|does|do|is|are|should|may)\b/u;
const longestQuestion = 200;
/** Fewer characters, such as 怎么办？, ask nothing by themselves. */
const shortestQuestion = 6;

/** Whether a part of a message asks something. Takes any text. */
export const asks = keepLatest((text: string): boolean => asking.test(plainText(text)));

/** Length of a text in Chinese characters; an English word counts as two. */
export const lengthOf = keepLatest((text: string): number => {
  const plain = plainText(text);
  const characters = plain.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = plain.match(/[a-z]+/g)?.length ?? 0;
  return characters + 2 * words;
});

/** Few enough words that all of them belong to the question; a longer message tells a story around it. */
export const isBrief = (text: string): boolean => lengthOf(text) <= longestBrief;
const longestBrief = 48;

const courtesy =
  /^(?:(?:你好|您好|hi|hello|hey|谢谢(?:你|您)?|謝謝(?:你|您)?|多谢|多謝|感谢|thanks?(?: you)?|thx|ok(?:ay)?(?: thanks?)?|好的?(?:谢谢|謝謝)?|好吧|嗯+|哦+|明白了?|知道了|了解了?|懂了|唔该|唔該|在吗|在嗎|亲)[呀啊哈了～~]*[，,。.!！?？\s]+)+/i;
const announcement =
  /^(?:(?:那|还有|還有|再|另外|顺便|順便|最后|and )*(?:一?[个個])?(?:小)?(?:问题|問題|事)(?:想问|请教)?[：:，,\s]+|(?:那|还有|還有|另外|顺便|順便)*[，,]?(?:我)?(?:还|還)?想?(?:再)?(?:请|請|咨询|諮詢)?(?:问|問)(?:一?下|问|問)?[：:，,\s]*|(?:just )?(?:and )?(?:one|another|a) (?:more |last |quick )?(?:question|thing)[:,\s]+|by the way[,\s]+)/i;

/** "不是备案，我问的是…": what is not meant says nothing of what is. */
const denial =
  /^(?:我?(?:说|打|写|讲)错了?[，,\s]{0,3}|不对[，,\s]{0,3})?(?:我(?:(?:问|说|指)的)?)?(?:并?不是|没(?:问|说))(?:问|说|指)?(?!已经|可以|应该|要|不|很)[^，,。.!！?？是吗么]{1,12}[，,。.!！\s]{0,3}(?:而|我)?(?:想|要)?(?:(?:是)?(?:问|说|指)的?(?:是|一下)?|是)[：:，,\s]*|^[^，,。.!！?？]{1,16}[，,]\s?(?:哦|啊|哎|噢)?(?:不是|不对|说错了)[，,]\s?(?:应该|我?(?:问|说)的)?是|^(?:no, )?(?:not|i don'?t mean) [a-z ]{2,24}[,.;]\s*(?:i (?:mean|meant|asked|am asking|was asking)(?: about)?|i'?m asking(?: about)?|but)\s+/i;
const order =
  /^(?:你|您)?(?:先)?(?:告诉我|说说|回答我?)[，,：:\s]*|^(?:请|麻烦)?(?:你|您)?(?:帮|给|替|幫)(?:我|俺|咱)?(?:算|查|看)(?:一下|下|算|看)?[，,：:\s]*/;

/** The question of a message without the thanks, the denial and the announcement before it: "谢谢，还有个问题：…". */
export function withoutCourtesy(text: string): string {
  const trimmed = text.trim();
  const rest = trimmed.replace(courtesy, '').replace(denial, '').replace(announcement, '').replace(order, '');
  return rest !== trimmed && asks(rest) && lengthOf(rest) >= shortestQuestion ? rest : text;
}

/**
 * The questions of a message in order, each with the statements before it; one part when nothing divides it.
 * Whether the parts are worth answering one by one is decided by how clearly each routes.
 */
export function splitQuestions(text: string): string[] {
  const questions: string[] = [];
  let story = '';
  for (const part of parts(text)) {
    if (another.test(part) && lengthOf(story) >= shortestQuestion) {
      questions.push(story.trim());
      story = '';
    }
    story += part;
    if (!asks(part) || [...story.trim()].length < shortestQuestion) continue;
    questions.push(story.trim());
    story = '';
  }
  if (questions.length === 0) return [text];
  if (story.trim() !== '') questions[questions.length - 1] += story;
  return questions;
}

/** What stands before "还有" is a matter of its own, asked or told. */
const another = /^[，,\s]*(?:还有(?![几多没一])|另外|顺便|以及)/;

/** The clauses of a message where each of them asks something by itself; one part where any does not. */
export function splitClauses(text: string): string[] {
  const clauses = text
    .replace(listed, '')
    .split(/[，,；;。？?！!\n、]+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u);
  const said = clauses.map((clause) => clause.trim()).filter((clause) => clause !== '');
  const isWhole = (clause: string) => lengthOf(clause) >= shortestClause || /^.{2,}呢$/u.test(clause);
  return said.every((clause) => asks(clause) && isWhole(clause)) ? said : [text];
}
const shortestClause = 4;
/** "我想知道三件事：" */
const listed = /^.{0,16}(?:件事|个问题|questions?|things)[:：]\s*/i;

/** "国庆前一天呢？" asks nothing of its own; "今天天气怎么样" does. */
export const withoutParticle = (text: string): string =>
  text.replace(/(?:(?:的话)?[呢啊]|的话|(?<![？?。!！\s]))[？?。!！\s]*$/, '');

/** 好几个 asks nothing, nor does 几个 alone. */
const fewOf = /[好十]几|几十|^几[个次家]$/g;
const tag = /(?:可以|行|对|够|算|好|能)(?:吗|么|不|吧)$/;

/** What a message says beside what it asks: "8月3号，可以吗" says a day, "今天天气怎么样" nothing. */
export function toldPart(text: string): string {
  const clauses = text.split(/[，,。；;！!？?\n]+/).map((clause) => withoutParticle(clause.trim()));
  return clauses
    .map((clause) => clause.replace(tag, ''))
    .filter((clause) => clause !== '' && !asks(clause.replace(fewOf, '')))
    .join('，');
}

/** The clauses that ask; what is told stands in the others. All of it where none asks. Takes `plainText`. */
export const askingPart = keepLatest((plain: string): string => {
  const clauses = plain.split(/(?<=[，,。；;!！?？\n]|\. )/);
  const questions = clauses.filter((clause) => asking.test(clause));
  return questions.length > 0 ? questions.join(' ') : plain;
});

/** The parts of a long message that ask something, without the story around them. */
export function questionsAlone(text: string): string[] {
  return parts(text)
    .flatMap((part) => part.split(/(?<=[，,；;])/))
    .map((part) => part.replace(/[，,；;]\s*$/, '').trim())
    .filter((part) => asks(part) && [...part].length >= 4 && [...part].length <= longestQuestion);
}

/** Cut after sentence ends and before words that begin another question. */
function parts(text: string): string[] {
  return text
    .split(
      /(?<=[?？!！。；;\n])|(?<=[吗呢])(?=[，,、 ])|(?<=[\s，,])(?=还有|以及|再就是)|(?=(?:^|[\s，,。；;])(?:\d|[一二三四五])[.、)）](?!\d))|(?<=[\s，,])(?=and (?:how|what|when|where|can|do|which)\b)|(?=另外|还有[，,就一]|顺便|再问|再请问|以及[^及]{0,6}(?:怎么|多久|几|能)|\b(?:and also|also,|another question))/i,
    )
    .filter((part) => part.trim() !== '');
}
