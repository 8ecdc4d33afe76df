/** What a person wants of the link to an account, where the words say nothing else: 绑定 and 解绑 are questions of the FAQ. */

export type LinkWish = 'link' | 'unlink';

const link =
  /^(?:请|我要|我想)?(?:关联|連結|關聯)(?:我的)?(?:账号|账户|帐号|帐户|帳號|帳戶)[。.!！]*$|^link (?:my )?account[.!]*$/;
const unlink =
  /^(?:请|我要|我想)?(?:取消|解除)(?:账号|账户|帐号|帐户|帳號|帳戶)?(?:关联|關聯|連結)[。.!！]*$|^unlink(?: (?:my )?account)?[.!]*$/;

export function readWish(text: string): LinkWish | undefined {
  const words = text.trim().toLowerCase();
  if (link.test(words)) return 'link';
  return unlink.test(words) ? 'unlink' : undefined;
}
