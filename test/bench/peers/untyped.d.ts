/** Types of what the bench uses of packages that ship without. */
declare module '@nlpjs/core' {
  interface Container {
    use(plugin: unknown): void;
    get(name: 'nlp'): {
      settings: object;
      addLanguage(locale: string): void;
      addDocument(locale: string, text: string, intent: string): void;
      train(): Promise<void>;
      process(
        locale: string,
        text: string,
      ): Promise<{ classifications: { intent: string; score: number }[] }>;
    };
  }
  export function containerBootstrap(): Promise<Container>;
}
declare module '@nlpjs/lang-zh' {
  export const LangZh: unknown;
}
declare module '@nlpjs/nlp' {
  export const Nlp: unknown;
}
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    addDocument(tokens: string[], label: string): void;
    train(): void;
    getClassifications(tokens: string[]): { label: string; value: number }[];
  }
}
