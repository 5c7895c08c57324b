import { type Evidence, type ReplyReading, spanOf } from '../model/index.ts';
import { table } from './evidence.ts';
import { byText } from './sample.ts';

/** An answered message, of an account or a site. */
export interface AnsweredMessage {
  readonly id: string;
  readonly received: string | null;
  readonly question: string;
  readonly reply: string;
  readonly reading: ReplyReading | undefined;
}

/** Rows shown. */
const SHOWN = 20;
const CALLED: Readonly<Record<ReplyReading['quality'], string>> = {
  substantive: '有实质内容',
  perfunctory: '疑似套话',
  'off-topic': '疑似答非所问',
  unsure: '看不准',
};

/** Replies that seem to say nothing or to answer something else (套话, 答非所问), among those somebody looked at. */
export interface PoorReplies {
  readonly counts: {
    readonly total: number;
    readonly poor: number;
    readonly perfunctory: number;
    readonly offTopic: number;
  };
  readonly evidence: readonly Evidence[];
}

/** Counts replies to messages received in the span; null where there are some and nobody looked at them. */
export function poorReplies(
  messages: readonly AnsweredMessage[],
  from: number,
  asOf: number,
): PoorReplies | null {
  const own = messages.filter(({ received, reply }) => {
    const span = received === null ? null : spanOf(received);
    return reply.trim() !== '' && span !== null && span[1] >= from && span[0] <= asOf;
  });
  const read = own.filter(({ reading }) => reading !== undefined);
  if (own.length > 0 && read.length === 0) return null;
  const of = (quality: ReplyReading['quality']) => read.filter(({ reading }) => reading?.quality === quality);
  const [perfunctory, offTopic] = [of('perfunctory'), of('off-topic')];
  const poor = [...perfunctory, ...offTopic].sort(
    (a, b) => byText(b.received ?? '', a.received ?? '') || byText(a.id, b.id),
  );
  const counts = {
    total: read.length,
    poor: poor.length,
    perfunctory: perfunctory.length,
    offTopic: offTopic.length,
  };
  const rows = poor
    .slice(0, SHOWN)
    .map(({ id, received, question, reply, reading }) => [
      received,
      question,
      reply,
      reading === undefined ? null : CALLED[reading.quality],
      reading?.why.zh ?? null,
      id,
    ]);
  return {
    counts,
    evidence: poor.length === 0 ? [] : [table(['收到时间', '留言', '答复', '判断', '理由', '编号'], rows)],
  };
}
