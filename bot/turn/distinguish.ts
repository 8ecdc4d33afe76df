/** What tells the entries that remain apart, and what a person chose of it before. */
import type { Match } from '../../intents/types.ts';
import type { Facet, LoadedEntry } from '../../knowledge/schema.ts';
import { lengthOf } from '../understand/questions.ts';
import type { Conversation } from './conversation.ts';
import { flowNamed, valuesNamed } from './ellipsis.ts';
import { entryOf, inWords, type Scene } from './scene.ts';

/** The facet to ask for, and the label of each entry as an option of that question. */
export interface Distinction {
  readonly facet: Facet;
  /** In the order of the entries. */
  readonly labels: readonly string[];
}

/** The first facet in which all the entries differ and that can be asked for; undefined when there is none. */
export function distinguish(scene: Scene, entries: readonly LoadedEntry[]): Distinction | undefined {
  for (const facet of telling(scene, entries)) {
    const labels = entries.flatMap((entry) => valueLabel(scene, facet, entry) ?? []);
    if (!facet.ask || labels.length < entries.length) continue;
    return { facet, labels };
  }
  return undefined;
}

/** The values as options, with the entries' own labels where a value alone would not say what its answer is about. */
export function optionLabels(
  scene: Scene,
  { facet, labels }: Distinction,
  entries: readonly LoadedEntry[],
): string[] {
  const sameMatter = new Set(entries.map(({ facets }) => facets.what)).size === 1;
  const isEnough = sameMatter || entries.every((entry) => isOnlyOne(scene, facet, entry));
  const colon = scene.locale === 'en' ? ': ' : '：';
  return entries.map((entry, at) => {
    const label = capitalized(labels[at] ?? '');
    return isEnough ? label : `${label}${colon}${inWords(scene, entry.label)}`;
  });
}

const capitalized = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

/** Facets of which every entry has a value of its own, in the order of the knowledge base. */
function telling({ expertise }: Scene, entries: readonly LoadedEntry[]): Facet[] {
  return expertise.knowledge.facets.filter(({ id }) => {
    const values = entries.flatMap(({ facets }) => facets[id] ?? []);
    return values.length === entries.length && new Set(values).size === entries.length;
  });
}

function valueLabel(scene: Scene, facet: Facet, entry: LoadedEntry): string | undefined {
  const value = facet.values.find(({ id }) => id === entry.facets[facet.id]);
  return value?.label && inWords(scene, value.label);
}

const isOnlyOne = ({ expertise }: Scene, { id }: Facet, entry: LoadedEntry): boolean =>
  expertise.knowledge.entries.filter(({ facets }) => facets[id] === entry.facets[id]).length === 1;

/** What lasts of a choice that ruled another value out, such as being a company: it is not asked for again. */
export function choiceMade(
  { conversation, expertise }: Scene,
  picked: LoadedEntry,
): Pick<Conversation, 'facets'> {
  const offered = conversation.options.map(({ entry }) => entry);
  const others = expertise.knowledge.entries.filter(({ id }) => offered.includes(id));
  const chosen = expertise.knowledge.facets.flatMap(({ id, lasting }) => {
    const value = picked.facets[id];
    const isChosen =
      lasting && value !== undefined && others.some((other) => contradicts(other, [id, value]));
    return isChosen ? [[id, value] as const] : [];
  });
  return chosen.length > 0 ? { facets: { ...conversation.facets, ...Object.fromEntries(chosen) } } : {};
}

/**
 * The match without the options that an earlier choice rules out; an answer where that decides between the likeliest
 * two. A question that was meant for one and is as good for its counterpart goes to the one that was chosen.
 */
export function recallChoice(scene: Scene, found: Match, ofAccount: Chosen[] = []): Match {
  const match = bare(scene, found) ?? doubted(scene, found);
  const options = candidatesOf(scene, match);
  const [first, second] = options;
  if (!first || !second) return match;
  const known = standing(scene, match, ofAccount);
  if (known.length === 0) return match;
  const fits = (entry: LoadedEntry): boolean => known.every((one) => !contradicts(entry, one));
  const holds = (entry: LoadedEntry): boolean => known.some(([id, value]) => entry.facets[id] === value);
  const [best, ...others] = options.filter(fits);
  if (!best || others.length + 1 === options.length) return match;
  const isDecided = holds(best) && !(fits(first) && fits(second));
  if (match.decision === 'clarify' && isDecided) return answeredBy(match, best);
  if (match.decision === 'clarify' && others.length > 0)
    return { ...match, options: [best, ...others].map(({ id }) => id) };
  return match.decision === 'answer' && isDecided && isCounterpart(best, first)
    ? answeredBy(match, best)
    : match;
}

/** "短信的" is clear enough, whatever was spoken of before. */
const isFarAhead = ({ decision, ranking: [first, second] }: Match): boolean =>
  decision === 'clarify' &&
  (first?.confidence ?? 0) >= farAhead &&
  (first?.confidence ?? 0) >= timesSecond * (second?.confidence ?? 0);
const farAhead = 0.4;
const timesSecond = 5;

/**
 * An answer that is not sure becomes a choice between it and its counterpart when the question names nothing of what
 * lastingly tells the two apart, such as a person or a company.
 */
function doubted(scene: Scene, match: Match): Match {
  const [first, second] = likeliestTwo(scene, match);
  const isPlain = match.decision !== 'answer' || (match.ranking[0]?.confidence ?? 0) >= beyondDoubt;
  if (isPlain || !first || !second || !isCounterpart(first, second)) return match;
  const named = valuesNamed(scene, match.text);
  const isOpen = scene.expertise.knowledge.facets.some(
    ({ id, lasting }) =>
      lasting && first.facets[id] !== second.facets[id] && !named.includes(first.facets[id] ?? ''),
  );
  return isOpen ? { ...match, decision: 'clarify', options: [first.id, second.id] } : match;
}

/** A value alone, such as 个人 or 充值, does not say which of its entries is meant. */
function bare(scene: Scene, match: Match): Match | undefined {
  const text = match.text.replace(/[的呢吧]{1,3}[?？。]?$/, '');
  if (match.decision !== 'answer' || lengthOf(text) > longestValue) return undefined;
  const named = valuesNamed(scene, text);
  const meant = match.ranking.filter(({ entry }) =>
    Object.values(entryOf(scene, entry)?.facets ?? {}).some((value) => named.includes(value)),
  );
  const options = meant.slice(0, mostOptions).map(({ entry }) => entry);
  return options.length > 1 ? { ...match, decision: 'clarify', options } : undefined;
}

/** Characters of a word that is a value of a facet. */
const longestValue = 2;
const mostOptions = 3;

/** So few characters lean on what was spoken of. */
const shortEllipsis = 5;

/** An answer that is this sure is not called in question by what was chosen before. */
const sure = 0.9;
/** So sure is an answer only when some other word tells what no facet names. */
const beyondDoubt = 0.93;

/** What is offered, or, beside an answer that is not sure, the likeliest two. */
function candidatesOf(scene: Scene, match: Match): LoadedEntry[] {
  const { decision, options = [], ranking } = match;
  const isUnsure = decision === 'answer' && (ranking[0]?.confidence ?? 0) < sure;
  return isUnsure ? likeliestTwo(scene, match) : options.flatMap((id) => entryOf(scene, id) ?? []);
}

const likeliestTwo = (scene: Scene, { ranking }: Match): LoadedEntry[] =>
  ranking.slice(0, 2).flatMap(({ entry }) => entryOf(scene, entry) ?? []);

const isCounterpart = (one: LoadedEntry, other: LoadedEntry): boolean =>
  one.facets.what !== undefined && one.facets.what === other.facets.what;

type Chosen = readonly [facet: string, value: string];

const flowOf = new Map([
  ['corporate_transfer', 'transfer'],
  ['recharge', 'recharge'],
]);

/** What the facts of an account say of the values that entries differ in. */
export function accountFacets({
  verifiedAs,
  originalEntity,
  method,
}: Readonly<Record<string, unknown>>): Chosen[] {
  const flow = flowOf.get(String(method));
  return [
    ...(typeof verifiedAs === 'string' ? [['subject', verifiedAs] as const] : []),
    ...(typeof originalEntity === 'string' ? [['original', originalEntity] as const] : []),
    ...(flow ? [['flow', flow] as const] : []),
  ];
}

const contradicts = ({ facets }: LoadedEntry, [id, value]: Chosen): boolean =>
  facets[id] !== undefined && facets[id] !== value;

/**
 * What is known and still holds, the account's own, the topic's for a few words, and earlier choices: the text names
 * no other value, nor was another one spoken of since.
 */
function standing(scene: Scene, match: Match, ofAccount: Chosen[]): Chosen[] {
  const { text } = match;
  const { conversation, expertise } = scene;
  const topic = entryOf(scene, conversation.topic);
  const isShort = lengthOf(text) <= shortEllipsis && !isFarAhead(match);
  const ofTopic = expertise.knowledge.facets.flatMap(({ id, lasting }): Chosen[] => {
    const value = topic?.facets[id];
    return lasting && isShort && value !== undefined ? [[id, value]] : [];
  });
  const known = {
    ...Object.fromEntries([...ofAccount, ...ofTopic]),
    ...conversation.facets,
    ...Object.fromEntries(ofFlow(scene, text)),
  };
  const named = Object.keys(known).length > 0 ? valuesNamed(scene, text) : [];
  return Object.entries(known).filter(([id, value]) => {
    const facet = expertise.knowledge.facets.find((one) => one.id === id);
    const isNamedElse = facet?.values.some((other) => other.id !== value && named.includes(other.id)) ?? true;
    return !isNamedElse && !(topic && contradicts(topic, [id, value]));
  });
}

/** 打款 and 充值 are for companies alone: the subject that all entries of the flow have. */
function ofFlow(scene: Scene, text: string): Chosen[] {
  const flow = flowNamed(scene, text);
  const of = scene.expertise.knowledge.entries.filter(({ facets }) => facets.flow === flow);
  const [subject, other] = new Set(of.map(({ facets }) => facets.subject));
  return flow !== undefined && subject !== undefined && other === undefined ? [['subject', subject]] : [];
}

function answeredBy(match: Match, { id, question }: LoadedEntry): Match {
  const found = match.ranking.find(({ entry }) => entry === id);
  const others = match.ranking.filter((candidate) => candidate !== found);
  const best = found ?? { entry: id, question, confidence: 0 };
  return { text: match.text, decision: 'answer', ranking: [best, ...others] };
}
