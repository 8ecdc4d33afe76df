/** Where one message holds several questions, and which part of a long story is the question. */
import { plainText } from './plain-text.ts';

const asking =
  /[?？]|吗|嘛(?=$|[\s，,。.])|么(?=$|[\s，,。.])|呢(?=$|[\s，,。.])|怎么|怎样|咋|如何|为什么|为啥|什么|啥|哪|几个|几天|几次|几家|几号|多久|多少|多长|能不能|可不可以|可以不|行不行|是不是|有没有|要不要|会不会|用不用|需不需要|点解|点样|边度|几时|\b(?:how|what|when|where|why|which|who|can|could|does|do|is|are|should|may)\b/;
const longestQuestion = 200;
/** Fewer characters, such as 怎么办？, ask nothing by themselves. */
const shortestQuestion = 6;

/** Whether a part of a message asks something. Takes any text. */
export const asks = (text: string): boolean => asking.test(plainText(text));

/** Few enough words that all of them belong to the question; a longer message tells a story around it. */
export function isBrief(text: string): boolean {
  const plain = plainText(text);
  const characters = plain.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = plain.match(/[a-z]+/g)?.length ?? 0;
  return characters + 2 * words <= longestBrief;
}
const longestBrief = 48;

/**
 * The questions of a message in order, each with the statements before it; one part when nothing divides it.
 * Whether the parts are worth answering one by one is decided by how clearly each routes.
 */
export function splitQuestions(text: string): string[] {
  const questions: string[] = [];
  let story = '';
  for (const part of parts(text)) {
    story += part;
    if (!asks(part) || [...story.trim()].length < shortestQuestion) continue;
    questions.push(story.trim());
    story = '';
  }
  if (questions.length === 0) return [text];
  if (story.trim() !== '') questions[questions.length - 1] += story;
  return questions;
}

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
      /(?<=[?？!！。；;\n])|(?<=[吗呢])(?=[，,、 ])|(?=另外|还有[，,就一]|顺便|再问|再请问|以及[^及]{0,6}(?:怎么|多久|几|能)|\b(?:and also|also,|another question))/i,
    )
    .filter((part) => part.trim() !== '');
}
