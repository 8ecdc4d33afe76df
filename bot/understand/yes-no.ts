/** Yes and no, as people answer a question with them. */

const no =
  /^(?:还|都|都还|目前|暂时)?(?:没有?|未|不是|不对|不能|不会|不行|不要|不用|否|无|木有|冇|唔系|不曾|从没|从未|no|nope|not|never|n|false|不)(?![错清知记晓确])/;
const yes =
  /^(?:是|对|嗯|恩|有|好|可以|没错|行|要|需要|已经|早就|系|係|当然|收到|到了|yes|yeah|yep|y|ok|sure|true|right|correct)/;

/** True, false, or undefined when the message is neither. Takes `plainText`. */
export function readYesNo(text: string): boolean | undefined {
  const words = text.replace(/^[\s，,。.!！]+/, '');
  if (/^(?:是不是|有没有|对不对|好不好)/.test(words)) return undefined;
  if (no.test(words)) return false;
  return yes.test(words) ? true : undefined;
}
