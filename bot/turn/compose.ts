/** Replies out of authored sentences: answers word for word, choices, what is not known, ways to a human. */
import type { Act, Block, Content, Option, Source } from '../../adapters/channel.ts';
import { linksOf, parseMarkdown, toMarkdown, toText } from '../../adapters/markdown.ts';
import type { Boundary, LoadedEntry } from '../../knowledge/schema.ts';
import { fill } from '../../knowledge/template.ts';
import type { Distinction } from './distinguish.ts';
import { type Draft, entryOf, entryOption, inWords, type Scene } from './scene.ts';

type Words = Readonly<Record<string, unknown>>;

/** Nearest questions that a reply offers when it has no answer. */
const mostNearest = 3;

/** One of the assistant's own sentences. Throws when `responses.yaml` has none of that id. */
export function sentence(scene: Scene, id: string, words: Words = {}): string {
  const response = scene.expertise.knowledge.responses[id];
  if (response === undefined) throw new Error(`responses.yaml: there is no response "${id}"; add it`);
  return fill(inWords(scene, response), words, scene.locale);
}

export interface Speech {
  readonly act: Act;
  /** In order: what is authored in Markdown, or a block as it is. */
  readonly parts: readonly (string | Block)[];
  readonly entry?: LoadedEntry | undefined;
  readonly options?: readonly Option[];
  readonly sources?: readonly Source[];
  readonly more?: Partial<Draft>;
}

/** A reply: its Markdown is parsed here, for text, tree and links; part by part, as what is authored comes again. */
export function compose({ act, parts, entry, options, sources, more }: Speech): Draft {
  const markdown = parts.map((part) => (typeof part === 'string' ? part : toMarkdown([part]))).join('\n\n');
  const content = parts.flatMap((part) => (typeof part === 'string' ? treeOf(part) : [part]));
  const links = linksOf(content);
  return {
    act,
    ...(entry && { entry: entry.id, question: entry.question }),
    text: toText(content),
    markdown,
    content,
    ...(options && options.length > 0 && { options }),
    sources: sources ?? [],
    ...(links.length > 0 && { links }),
    ...more,
  };
}

/** Authored texts come again and again; parsing them was a seventh of a turn's work. */
const trees = new Map<string, Content>();
const mostTrees = 500;

export function treeOf(markdown: string): Content {
  const known = trees.get(markdown);
  if (known) return known;
  if (trees.size >= mostTrees) trees.clear();
  const tree = parseMarkdown(markdown);
  trees.set(markdown, tree);
  return tree;
}

/** One authored sentence as a reply. */
export const say = (scene: Scene, act: Act, id: string): Draft =>
  compose({ act, parts: [sentence(scene, id)] });

export interface AnswerParts {
  readonly confidence?: number | undefined;
  /** A sentence before the answer, by id. */
  readonly intro?: string;
  /** What is offered beside the related questions. */
  readonly offers?: readonly Option[];
}

/** The authored answer of an entry, with what a reader wants next. */
export function answerWith(scene: Scene, entry: LoadedEntry, parts: AnswerParts = {}): Draft {
  const answer = answerIn(scene, entry);
  const related = entry.related.flatMap((id) => entryOf(scene, id) ?? []);
  return compose({
    act: 'answer',
    parts: [...(parts.intro ? [sentence(scene, parts.intro)] : []), answer],
    entry,
    options: [...(parts.offers ?? []), ...related.map((one) => entryOption(scene, one))],
    sources: [sourceOf(entry)],
    more: parts.confidence === undefined ? {} : { confidence: parts.confidence },
  });
}

function answerIn(scene: Scene, entry: LoadedEntry): string {
  return inWords(scene, { 'zh-Hans': entry.answer, en: entry.en.answer }).trim();
}

function sourceOf({ id, section, question, answer, document }: LoadedEntry): Source {
  return { entry: id, section, heading: question, quote: toText(treeOf(answer)), document };
}

export interface ClarifyParts {
  /** What tells the options apart; the question then asks for it. */
  readonly distinction?: Distinction | undefined;
  readonly confidence?: number | undefined;
}

/** Asks which of some options is meant, by what tells them apart where something does. */
export function clarifyBetween(scene: Scene, options: readonly Option[], parts: ClarifyParts): Draft {
  const asked = (parts.distinction && askBetween(scene, parts.distinction)) ?? sentence(scene, 'clarify');
  return compose({
    act: 'clarify',
    parts: [`${asked}${gap(scene)}${sentence(scene, 'choose_by_number')}`],
    options,
    more: parts.confidence === undefined ? {} : { confidence: parts.confidence },
  });
}

/** "个人还是企业？" */
function askBetween(scene: Scene, { facet, labels }: Distinction): string | undefined {
  const values = sentence(scene, 'either_or', { others: labels.slice(0, -1), last: labels.at(-1) });
  return facet.ask && fill(inWords(scene, facet.ask), { values }, scene.locale);
}

/** Offers the same options once more to somebody whose choice was not clear. */
export function chooseAgain(scene: Scene): Draft {
  return compose({
    act: 'clarify',
    parts: [sentence(scene, 'option_unclear')],
    options: scene.conversation.options,
  });
}

/** Says that it does not know, what it knows that is near, and who does. */
export function fallBack(scene: Scene, nearest: readonly string[], confidence?: number): Draft {
  const options = entryOptions(scene, nearest.slice(0, mostNearest));
  const near = options.length > 0 ? [sentence(scene, 'fallback_nearest')] : [];
  return compose({
    act: 'fallback',
    parts: [`${sentence(scene, 'fallback')}${gap(scene)}${sentence(scene, 'human')}`, ...near],
    options,
    more: confidence === undefined ? {} : { confidence },
  });
}

/** Declines a recognised topic by its name, and says where to go where the document does. */
export function declineTopic(scene: Scene, topic: Boundary, nearest: readonly string[]): Draft {
  const words = { name: inWords(scene, topic.name) };
  const where = topic.where ? [inWords(scene, topic.where)] : [];
  const human = topic.kind === 'silent' && where.length === 0 ? [sentence(scene, 'human')] : [];
  return compose({
    act: 'fallback',
    parts: [sentence(scene, `boundary_${topic.kind}`, words), ...where, ...human],
    options: topic.kind === 'far' ? [] : entryOptions(scene, nearest.slice(0, mostNearest)),
  });
}

/** The ways to a human; nobody has been called. */
export function handOff(scene: Scene, intro?: string): Draft {
  const contacts = scene.expertise.knowledge.contacts;
  return compose({
    act: 'handoff',
    parts: [...(intro ? [sentence(scene, intro)] : []), sentence(scene, 'human')],
    more: { links: contacts.map(({ name, url }) => ({ title: inWords(scene, name), url })) },
  });
}

/** Something broke: says so, with the ways to a human. */
export function apologize(scene: Scene): Draft {
  return compose({ act: 'fallback', parts: [sentence(scene, 'error'), sentence(scene, 'human')] });
}

/** A greeting or an introduction with the questions people ask most. */
export function welcome(scene: Scene, act: 'greet' | 'about'): Draft {
  return compose({
    act,
    parts: [sentence(scene, act === 'greet' ? 'greeting' : 'about')],
    options: entryOptions(scene, scene.expertise.knowledge.opening),
  });
}

function entryOptions(scene: Scene, ids: readonly string[]): Option[] {
  return ids.flatMap((id) => {
    const entry = entryOf(scene, id);
    return entry ? [entryOption(scene, entry)] : [];
  });
}

/** Chinese sentences stand side by side without a blank. */
export const gap = ({ locale }: Scene): string => (locale === 'en' ? ' ' : '');
