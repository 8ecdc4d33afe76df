/** A person at the HTTP face: opens a session and asks one question of the shipped knowledge after the other. */

export const questions = [
  '一个身份证可以认证几个账号',
  '打款金额输错了怎么办',
  '我8月3号改过一次，最早什么时候能再改',
  '充值认证多久能通过',
  'how do I get my money back',
  '刷脸一直失败',
  '今天天气怎么样',
] as const;

const post = (url: string, body: unknown, token?: string) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });

let token = '';

/** Opens a session that the following `say` calls use; gives its token. */
export async function openSession(url: string): Promise<string> {
  const response = await post(`${url}/api/v1/sessions`, {});
  if (!response.ok) throw new Error(`POST /api/v1/sessions answered ${response.status}`);
  token = ((await response.json()) as { token: string }).token;
  return token;
}

/** One turn in a conversation of its own; gives the turn. */
export async function say(url: string, number: number): Promise<unknown> {
  const response = await post(
    `${url}/api/v1/messages`,
    { text: questions[number % questions.length] },
    token,
  );
  if (!response.ok) throw new Error(`POST /api/v1/messages answered ${response.status}`);
  return response.json();
}
