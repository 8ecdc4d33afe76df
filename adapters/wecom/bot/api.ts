/** What a 智能机器人 answers in WeCom's own calls: a stream that is finished or not, and a welcome. */

/** WeCom asks again for a stream that is not finished, for six minutes. */
export const streamReply = (id: string, content: string | undefined): object => ({
  msgtype: 'stream',
  stream: { id, finish: content !== undefined, content: content ?? '正在查询…' },
});

export const welcomeReply = (content: string): object => ({ msgtype: 'text', text: { content } });
