/** Names that our buttons, fields and shortcuts carry to Slack and back. */

/** Options are numbered, since every button of a row needs a name of its own. */
export const choiceAction = 'choice';
export const rateAction = 'rate';
export const shareAction = 'share';
export const homeSearchAction = 'home-search';
export const homeEntryAction = 'home-entry';

export const homeSearchBlock = 'search';

/** Message shortcut: answers somebody's message from the knowledge base, to the one who asked for it. */
export const answerShortcut = 'answer_from_knowledge';
/** Global shortcut: opens a form. */
export const askShortcut = 'ask_faq';
export const askForm = 'faq_ask';
export const askBlock = 'q';
export const askField = 'question';
