/** What a string of digits and capital letters is by itself: an ID number, a credit code, a bank card, a mobile number. */

/** An ID number of GB 11643 with a birthday and the right check character. Nothing else looks like it by chance. */
export function isIdNumber(text: string): boolean {
  return idPattern.test(text) && checkCharacters[weigh(text, idWeights) % 11] === text[17];
}
const idPattern = /^[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** A unified social credit code of GB 32100 that holds a letter and ends with the right check character. */
export function isCreditCode(text: string): boolean {
  if (!creditPattern.test(text)) return false;
  const rest = (31 - (weigh(text, creditWeights) % 31)) % 31;
  return creditCharacters[rest] === text[17];
}
const creditCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditPattern = /^(?=\d*[A-Z])[1-9ANY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** How a number was written. */
export interface Writing {
  /** In one piece, in fours as on a card, or digit by digit. */
  readonly asOne: boolean;
  /** How many digits stand before the first blank or dash. */
  readonly firstGroup: number;
}

/** Whether digits, or 18 digits and letters, are most likely a personal number, even if the check digit is wrong. */
export function isPersonalNumber(text: string, writing: Writing): boolean {
  const { length } = text;
  if (length === 18 && /\D/.test(text)) return isId(text) || isCredit(text, writing);
  if (length < 16 && length !== 14 && isMobile(text)) return true;
  if (length === 15 && hasOldBirthday(text)) return true;
  if (length === 18 && hasBirthday(text)) return true;
  return length >= 13 && isCard(text, writing);
}

const isId = (text: string) => /^\d{17}X$/.test(text);
const isCredit = (text: string, { asOne }: Writing) => isCreditCode(text) || (asOne && isCreditShaped(text));
const isMobile = (text: string) => /^(?:0|86|0086)?1[3-9]\d{9}$/.test(text);
const isCreditShaped = (text: string) =>
  /^(?=\d*[A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text);
/** Digits 7 to 14 of an ID number are a birthday. Dates that happen to stand side by side have none there. */
const hasBirthday = (text: string) =>
  /^[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(text);
/** ID numbers of before 1999 give the year with two digits, and have no check digit. */
const hasOldBirthday = (text: string) =>
  /^[1-8]\d{5}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/.test(text);

/** Sixteen digits and more that were written as one number are taken for a card even where its check digit is wrong. */
function isCard(text: string, { asOne, firstGroup }: Writing): boolean {
  if (text.length >= 16 && asOne) return true;
  return (
    /^[3-69]/.test(text) && passesLuhn(text) && !(text.startsWith('400') && firstGroup === hotlineLength)
  );
}

/** The hotline of the source document is a 400 number; with a year or an amount behind it, it is no card. */
const hotlineLength = 10;

function passesLuhn(text: string): boolean {
  let sum = 0;
  for (let at = text.length - 1, twice = false; at >= 0; at--, twice = !twice) {
    const digit = text.charCodeAt(at) - 48;
    sum += twice ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
  }
  return sum % 10 === 0;
}

function weigh(text: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * creditCharacters.indexOf(text[at] ?? '0'), 0);
}
