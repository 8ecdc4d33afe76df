/** What nobody uses, points to itself or stands twice in a list of references, and files that editors cannot help with. */
import type { KnowledgeFile, LoadedKnowledge } from '../load.ts';
import type { RuleText } from '../schema.ts';
import { placeholders } from '../template.ts';
import type { Doubt, LintFinding } from './finding.ts';

/** Doubts about parameters, facts, references and sentences of rules. */
export function lintLeftovers(knowledge: LoadedKnowledge): Doubt[] {
  return [
    ...knowledge.parameters
      .filter((parameter) => !knowledge.used.parameters.includes(parameter.id))
      .map((item) => ({
        item,
        code: 'unused-parameter',
        message: `no rule reads the parameter \`${item.id}\``,
      })),
    ...[...knowledge.facts.values()]
      .filter((fact) => !knowledge.used.facts.includes(fact.name))
      .map((item) => ({ item, code: 'unused-fact', message: `no rule asks for the fact \`${item.name}\`` })),
    ...knowledge.entries.flatMap((entry) =>
      doubtfulIds(entry, ['related'], { ids: entry.related, self: entry.id }),
    ),
    ...doubtfulIds(knowledge.opening, [], { ids: knowledge.opening }),
    ...[...knowledge.rules.values()].flatMap(unevenPlaceholders),
  ];
}

function doubtfulIds(
  item: object,
  path: readonly string[],
  { ids, self }: { readonly ids: readonly string[]; readonly self?: string },
): Doubt[] {
  return ids.flatMap((id, index) => {
    const doubt = { item, path: [...path, index] };
    if (id === self)
      return [{ ...doubt, code: 'self-reference', message: `\`${id}\` refers to itself; remove it` }];
    const repeated = ids.indexOf(id) < index;
    return repeated
      ? [{ ...doubt, code: 'repeated-reference', message: `\`${id}\` stands twice; remove one` }]
      : [];
  });
}

/** A value that one language tells and the other does not. */
function unevenPlaceholders(text: RuleText): Doubt[] {
  return (['outcomes', 'reasons'] as const).flatMap((field) =>
    Object.entries(text[field]).flatMap(([name, sentence]) => {
      const [chinese, english] = [sentence['zh-Hans'], sentence.en].map((one) =>
        placeholders(one).sort().join(', '),
      );
      if (chinese === english) return [];
      const message = `the Chinese sentence uses {${chinese}}, the English one {${english}}; say the same in both`;
      return [{ item: text, path: [field, name], code: 'uneven-placeholders', message }];
    }),
  );
}

/** Files without the first line by which editors find the schema. */
export function lintFile(file: KnowledgeFile): LintFinding[] {
  const up = file.name.split('/').length > 2 ? '../' : './';
  const wanted = `# yaml-language-server: $schema=${up}schemas/${file.kind}.schema.json`;
  if (file.firstLine.trim().replace('=schemas/', '=./schemas/') === wanted) return [];
  const message = `the first line should be \`${wanted}\`, so that editors can help`;
  return [{ file: file.name, line: 1, column: 1, severity: 'warning', code: 'no-schema-line', message }];
}
