/** Makes messages with personal numbers in them, always the same ones for a seed. All numbers are made up. */

export interface PersonalMessage {
  readonly text: string;
  /** The numbers as typed, and bare: none of these may be found anywhere. */
  readonly secrets: readonly string[];
}

type Random = (below: number) => number;

/** A small generator of Lehmer's, so that every run sees the same messages. */
export function createRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const pick = <T>(random: Random, from: readonly T[]): T => from[random(from.length)] as T;
const digits = (random: Random, length: number) => Array.from({ length }, () => random(10)).join('');
const pad = (value: number) => String(value).padStart(2, '0');

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const creditCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const regions = ['110101', '310115', '440305', '510107', '650102', '330106'];

function idNumber(random: Random): string {
  const birthday = `${1940 + random(75)}${pad(1 + random(12))}${pad(1 + random(28))}`;
  const body = `${pick(random, regions)}${birthday}${digits(random, 3)}`;
  const sum = idWeights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + '10X98765432'[sum % 11];
}

const lowerCaseX = (random: Random) => {
  for (;;) {
    const id = idNumber(random);
    if (id.endsWith('X')) return id.toLowerCase();
  }
};

function mistypedId(random: Random): string {
  const id = idNumber(random);
  const wrong = id.endsWith('X') ? 3 : (Number(id.at(-1)) + 1 + random(8)) % 10;
  return id.slice(0, 17) + wrong;
}

const oldId = (random: Random) =>
  `${pick(random, regions)}${pad(30 + random(60))}${pad(1 + random(12))}${pad(1 + random(28))}${digits(random, 3)}`;

function creditCode(random: Random): string {
  const middle = Array.from({ length: 8 }, () => creditCharacters[random(31)]).join('');
  const body = `${pick(random, ['91', '92', '93', '51', '52', '12', '11'])}${pick(random, regions)}${middle}${pick(random, [...creditCharacters])}`;
  let [sum, weight] = [0, 1];
  for (const char of body) {
    sum += weight * creditCharacters.indexOf(char);
    weight = (weight * 3) % 31;
  }
  return body + creditCharacters[(31 - (sum % 31)) % 31];
}

function bankCard(random: Random): string {
  const length = pick(random, [13, 14, 15, 16, 16, 17, 18, 19, 19]);
  const start = pick(random, ['6222', '6217', '4380', '5187', '3568', '9558']);
  const body = start + digits(random, length - 5);
  const sum = [...body].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return body + ((10 - (sum % 10)) % 10);
}

const mobile = (random: Random) =>
  `${pick(random, ['', '', '', '+86', '86', '0086', '+86 '])}1${3 + random(7)}${digits(random, 9)}`;

const email = (random: Random) =>
  `${pick(random, ['li.lei', 'wang_fang', 'zhao+real-name', 'HanMeimei', 'a1'])}${digits(random, 4)}@${pick(random, ['example.com', 'mail.example.com.cn', 'qq.example', 'Corp-1.example.org'])}`;

const kinds = { idNumber, lowerCaseX, mistypedId, oldId, creditCode, bankCard, mobile, email };

const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const inChinese = (text: string) =>
  text.replace(/\d/g, (digit) => '零一二三四五六七八九'[Number(digit)] ?? digit);
const inGroups = (text: string, size: number, between: string) =>
  text.replace(new RegExp(`[0-9A-Za-z]{${size}}(?=[0-9A-Za-z])`, 'g'), `$&${between}`);

/** Ways in which people type a number; e-mail addresses have their own. */
const numberForms: readonly ((text: string, random: Random) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text.toLowerCase(),
  fullWidth,
  (text, random) => inGroups(text, 4, pick(random, [' ', '-', '  ', '\u3000', '–', '.', '\u200b', ' - '])),
  (text, random) => inGroups(text, 1, pick(random, [' ', '-', '\u200b'])),
  (text) => inGroups(fullWidth(text), 4, '－').replace(/[０-９Ａ-Ｚａ-ｚ]{4}(?=[０-９Ａ-Ｚａ-ｚ])/g, '$&－'),
];
const mobileForms: typeof numberForms = [
  ...numberForms,
  (text) => text.replace(/(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3'),
  (text) => text.replace(/(\d{3})(\d{4})(\d{4})$/, '$1-$2-$3'),
  (text) => inChinese(text),
  (text) => inChinese(text).replaceAll('一', '幺'),
];
const emailForms: typeof numberForms = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.replace('@', ' @ '),
  (text) => text.replace('@', '＠'),
  fullWidth,
  (text) => text.replace('.com', '。com'),
];

function typed(random: Random): string {
  const [name, make] = pick(random, Object.entries(kinds));
  const forms = name === 'email' ? emailForms : name === 'mobile' ? mobileForms : numberForms;
  return pick(random, forms)(make(random), random);
}

/** `#` is where a number goes; letters, Chinese numerals and words stand right beside some. */
const sentences = [
  '#',
  '#个人认证要多久',
  '认证要多久#',
  '我的身份证是#，还能认证几个账号？',
  '身份证号#一直提示已被占用怎么办',
  '公司代码#一个能认证几个账号',
  '手机#收不到验证码,卡号#',
  '打款到#了，金额0.37元，9月20号提交的',
  'My ID is # and I wonder how long the review takes',
  'id:#;phone:#;mail:#',
  '姓名李雷\n证件#\n电话#\n帮我看看',
  '（#）怎么换绑手机？',
  '2026-09-20 用#交的资料',
  '客服4009100100说让我把#发过来',
  '<b>#</b>',
  '转人工 #',
  '2. #',
];

export function personalMessages(count: number, seed: number): PersonalMessage[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const secrets: string[] = [];
    const text = pick(random, sentences).replace(/#/g, () => {
      const number = typed(random);
      secrets.push(number, bare(number));
      return number;
    });
    return { text, secrets: [...new Set(secrets)] };
  });
}

/** A number in plain ASCII, without what was put between its digits. */
export function bare(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[零一二三四五六七八九]/g, (char) => String('零一二三四五六七八九'.indexOf(char)))
    .replaceAll('幺', '1')
    .replaceAll('。', '.');
  return (plain.includes('@') ? plain.replace(/\s/g, '') : plain.replace(/[^0-9A-Za-z]/g, '')).toUpperCase();
}
