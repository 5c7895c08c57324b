import {
  type MessageRow,
  type ProbeRow,
  parseTime,
  SECTION_NAMES,
  type SiteFacts,
  SiteFacts as SiteFactsSchema,
  type SiteRow,
  shanghai,
  spanOf,
} from '../model/index.ts';
import { type ReplyReader, readingOf } from '../signals/index.ts';

const NOT_INSPECTED = {
  status: 'unavailable',
  reason: 'not-asked',
  why: {
    zh: '普查只看名录中的数据，未采集网站页面',
    en: 'A census reads the register alone, not the pages of the site',
  },
  todo: { zh: '用 xunjian inspect 检查该网站。', en: 'Inspect the site by xunjian inspect.' },
} as const;

/** Messages and probes of a register → what they say about each site. */
export class SiteReducer {
  readonly #sites: ReadonlyMap<string, SiteRow>;
  readonly #messages = new Map<string, MessageRow[]>();
  readonly #probes = new Map<string, ProbeRow[]>();
  readonly #asOf: number;
  readonly #excluded: readonly string[];
  readonly #replies: ReplyReader | null;

  constructor(
    sites: ReadonlyMap<string, SiteRow>,
    options: {
      readonly asOf: number;
      readonly excludedChannels: readonly string[];
      readonly replies?: ReplyReader;
    },
  ) {
    this.#sites = sites;
    this.#asOf = options.asOf;
    this.#excluded = options.excludedChannels;
    this.#replies = options.replies ?? null;
  }

  message(row: MessageRow): void {
    if (this.#sites.has(row.subject)) push(this.#messages, row.subject, row);
  }

  probe(row: ProbeRow): void {
    push(this.#probes, row.site, row);
  }

  facts({ id, name, url, idcode }: SiteRow): SiteFacts {
    const at = shanghai(this.#asOf);
    const messages = this.#messages.get(id) ?? [];
    const probes = this.#probes.get(id) ?? [];
    const address = url ?? id;
    const known: Record<string, unknown> = {
      ...(messages.length === 0
        ? {}
        : { interaction: { status: 'ok', value: this.#interaction(messages, address) } }),
      ...(probes.length === 0 ? {} : { probes: { status: 'ok', value: { probes: probes.map(probe) } } }),
    };
    return SiteFactsSchema.parse({
      schema: 'xunjian.facts/1',
      subject: {
        kind: 'site',
        id,
        name,
        url: address,
        hosts: url !== null && URL.canParse(url) ? [new URL(url).host] : [],
        idCode: idcode,
        role: null,
        services: null,
      },
      collectedAt: at,
      collector: { name: 'xunjian census', version: '1' },
      coverage: {
        source: 'archive',
        from: at,
        to: at,
        pages: 0,
        complete: false,
        unseen: [],
        failures: [],
        failureCounts: {},
        needsScript: 0,
        rendered: 0,
        override: null,
        userAgent: '',
      },
      sections: Object.fromEntries(
        SECTION_NAMES.map((section) => [section, known[section] ?? NOT_INSPECTED]),
      ),
    });
  }

  #interaction(messages: readonly MessageRow[], page: string) {
    const valid = messages.filter((message) => message.valid !== false);
    return {
      channels: [],
      messages: valid.map((message) => {
        const answered = this.#isAnswered(message);
        const excluded = this.#excluded.some((word) => message.channel?.includes(word) === true);
        return {
          title: message.text ?? message.id,
          url: null,
          received: message.received,
          replied: answered ? (message.repliedAt ?? null) : null,
          answered,
          department: null,
          reply: answered ? (message.reply ?? null) : null,
          ...readingOf(this.#replies, message.text, answered ? message.reply : null),
          page: `${page}#${message.id}`,
          channel: excluded ? 'petition' : 'consult',
        };
      }),
      messageCount: valid.length,
      stats: null,
      surveys: [],
      interviews: [],
      logins: [],
    };
  }

  /** Answered in words up to the check. */
  #isAnswered({ reply, repliedAt }: MessageRow): boolean {
    if (reply === null || reply === undefined || reply.trim() === '') return false;
    const span = repliedAt === null || repliedAt === undefined ? null : spanOf(repliedAt);
    return span === null || span[0] <= this.#asOf;
  }
}

function probe({ at, ok, ms, status, error, vantage }: ProbeRow) {
  return {
    at: shanghai(parseTime(at) ?? 0),
    ok,
    ms: ms ?? null,
    status: status ?? null,
    error: error ?? null,
    vantage: vantage ?? null,
    local: false,
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
