/** 简体 → 繁體 (Taiwan forms) for what the knowledge base says; names of menus and links stay as the product shows them. */
import { ConverterBuilder, type DictGroup, type DictLike, type LocalePreset } from 'opencc-js/core';
import * as preset from 'opencc-js/preset/cn2t';
import type { KnowledgeBase } from '../../knowledge/schema.ts';

export type ToTraditional = (text: string) => string;

/** Shorter dictionaries are taken whole: their left sides may already be 繁體. */
const longDictionary = 50_000;

/** What the product shows in 简体: links, button names, menu paths, code. */
const asShown =
  /(\[[^[\]\n]*\]\([^()\n]*\)|【[^【】\n]*】|`[^`\n]*`|https?:\/\/\S+|\p{Script=Han}{1,6} > \p{Script=Han}{1,6}(?!\p{Script=Han}))/u;

/** Both 帳 and 賬 are written; what we author says 帳號 and 帳戶, so what is converted does too. */
const inOneForm = (text: string): string => text.replaceAll('賬', '帳');

const converters = new WeakMap<KnowledgeBase, ToTraditional>();

/** The converter for one knowledge base; made on first use and kept as long as that knowledge base is. */
export function traditionalFor(knowledge: KnowledgeBase): ToTraditional {
  const known = converters.get(knowledge);
  if (known) return known;
  const convert = createTraditional(charactersOf(knowledge));
  const protecting: ToTraditional = (text) =>
    text
      .split(asShown)
      .map((part, at) => (at % 2 === 1 ? part : inOneForm(convert(part))))
      .join('');
  converters.set(knowledge, protecting);
  return protecting;
}

/**
 * A converter for texts of these characters. The phrase dictionary has 49,000 rows and takes 80 MB as a tree;
 * rows with any other character can never match, and without them it takes next to nothing.
 */
function createTraditional(characters: ReadonlySet<string>): ToTraditional {
  const { s2tw } = (preset as LocalePreset).configs ?? {};
  if (s2tw === undefined) throw new Error('opencc-js: the preset cn2t has no s2tw; check its version');
  const segmentation = [s2tw.segmentation]
    .flat(1)
    .map((dictionary) => only(dictionary as DictLike, characters));
  const conversionChain = s2tw.conversionChain.map(
    (group): DictGroup => group.map((dictionary) => only(dictionary, characters)),
  );
  const configs = { s2tw: { ...s2tw, segmentation, conversionChain } };
  return ConverterBuilder({ ...(preset as LocalePreset), configs })({ from: 'cn', to: 'tw' });
}

function only(dictionary: DictLike, characters: ReadonlySet<string>): DictLike {
  if (typeof dictionary !== 'string' || dictionary.length < longDictionary) return dictionary;
  const possible = (row: string) => [...row.slice(0, row.indexOf(' '))].every((char) => characters.has(char));
  return dictionary.split('|').filter(possible).join('|');
}

/** Every character of what can be said: entries, rules, facts, steps, topics. */
function charactersOf(knowledge: KnowledgeBase): Set<string> {
  const said = [
    knowledge.entries.map(({ similar, contrast, not, ...entry }) => entry),
    knowledge.boundaries.map(({ examples, ...topic }) => topic),
    [...knowledge.rules.values(), ...knowledge.facts.values()],
    [knowledge.steps, knowledge.invalid, knowledge.responses, knowledge.contacts, knowledge.calendar],
    [knowledge.parameters, knowledge.document],
  ];
  return new Set(JSON.stringify(said));
}
