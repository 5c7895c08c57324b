import type { Channel, Message, SectionValue } from '../model/index.ts';
import { readingOf } from '../signals/index.ts';
import { hostOf, pageKey } from './address.ts';
import { byShortness, byText, Keep } from './bounded.ts';
import { latestOf, newer, type SeenPage, type SiteFrame } from './seen.ts';
import { has, plain } from './vocabulary.ts';

type InteractionFacts = SectionValue<'interaction'>;
type ChannelEntry = InteractionFacts['channels'][number];
type MessageEntry = InteractionFacts['messages'][number];
type Dated = InteractionFacts['surveys'][number];
const CHANNELS = 300;
const MESSAGES = 3000;
const DATED = 300;

/** Interaction (互动交流): channels, messages with question and reply dates, statistics, surveys, interviews, logins. */
export class Interaction {
  readonly #frame: SiteFrame;
  readonly #channels = new Keep<ChannelEntry>(CHANNELS, byShortness);
  readonly #opened = new Keep<boolean>(20_000);
  readonly #messages = new Keep<MessageEntry>(MESSAGES);
  readonly #stats = new Keep<{ readonly url: string; readonly latest: string | null }>(20, byShortness);
  readonly #surveys = new Keep<Dated>(DATED);
  readonly #interviews = new Keep<Dated>(DATED);
  readonly #logins = new Keep<InteractionFacts['logins'][number]>(50);

  constructor(frame: SiteFrame) {
    this.#frame = frame;
  }

  add(page: SeenPage): void {
    const { facts } = page;
    for (const channel of facts.channels) this.#addChannel(channel, page);
    for (const feature of facts.features) {
      if (feature.kind === 'login') this.#login(feature.url ?? page.url, partOf(page));
    }
    const answered = facts.obstacle === null && page.visit.status < 400;
    if (answered || facts.obstacle?.kind === 'error-page')
      for (const key of new Set([page.key, pageKey(page.visit.url)]))
        this.#opened.merge(key, (old) => (old ?? false) || answered);
    if (!page.truly) return;
    for (const message of facts.messages) this.#addMessage(message, page);
    this.#addStats(page);
    if (!page.isHome && page.column.kind === 'survey') this.#addDated(this.#surveys, page);
    if (!page.isHome && page.column.kind === 'interview') this.#addDated(this.#interviews, page);
  }

  #addChannel(channel: Channel, page: SeenPage): void {
    const url = channel.url ?? page.url;
    if (!/^https?:/i.test(url)) return;
    const here = channel.form && channel.url === null;
    const now: ChannelEntry = {
      kind: channel.kind,
      name: channel.name,
      url,
      form: channel.form,
      login: channel.login,
      external: !this.#frame.internal(url),
      ok: here && page.truly ? true : null,
    };
    if (channel.login) this.#login(url, 'interaction');
    this.#channels.merge(`${pageKey(url)} ${channel.kind}`, (old) =>
      old === undefined
        ? now
        : {
            ...old,
            name: byShortness(old.name, now.name) <= 0 ? old.name : now.name,
            url: byShortness(old.url, now.url) <= 0 ? old.url : now.url,
            form: old.form || now.form,
            login: old.login || now.login,
            ok: old.ok ?? now.ok,
          },
    );
  }

  #login(url: string, part: 'interaction' | 'service' | 'other'): void {
    if (!/^https?:/i.test(url)) return;
    const host = hostOf(url);
    this.#logins.merge(`${part} ${host}`, (old) =>
      old !== undefined && byShortness(old.url, url) <= 0 ? old : { part, host, url },
    );
  }

  /** A list shows that a message is answered, its own page when: both are one message, and what answers counts. */
  #addMessage(message: Message, page: SeenPage): void {
    if (has(message.title, this.#frame.lexicon.words.interaction.notMessages)) return;
    const now: MessageEntry = {
      ...message,
      reply: message.reply === null ? null : message.reply.slice(0, 600),
      page: page.url,
      channel: this.#channelOf(page),
    };
    const key =
      message.url !== null ? pageKey(message.url) : `${plain(message.title)} ${message.received ?? ''}`;
    this.#messages.merge(key, (old) => (old === undefined ? now : joined(old, now)));
  }

  /** Petitions and reports to the discipline office are no consulting channel, whatever their column is called (SITE-VETO-05a). */
  #channelOf(page: SeenPage): MessageEntry['channel'] {
    const { petition, discipline } = this.#frame.lexicon.words.interaction;
    const name = `${page.column.path.join('')}${page.column.name ?? ''}${page.facts.title}`;
    if (has(name, petition)) return 'petition';
    if (has(name, discipline)) return 'discipline';
    const { kind } = page.column;
    return kind === 'consult' || kind === 'survey' || kind === 'interview' ? kind : null;
  }

  #addStats(page: SeenPage): void {
    const { facts } = page;
    const name = `${page.column.name ?? ''}${facts.title}`;
    const words = this.#frame.lexicon.words.interaction.stats;
    const tagged = facts.features.some((feature) => feature.kind === 'message-stats' && feature.url === null);
    if (page.isHome || !(tagged || has(name, words))) return;
    const dates = [...facts.items.map((item) => item.date), facts.article?.published ?? null];
    const latest = latestOf(dates, page.horizon);
    this.#stats.merge(page.key, (old) => ({ url: page.url, latest: newer(old?.latest ?? null, latest) }));
  }

  #addDated(into: Keep<Dated>, page: SeenPage): void {
    const { article, items } = page.facts;
    const not = this.#frame.lexicon.words.interaction.surveyNot;
    const rows: Dated[] = [
      ...(article === null ? [] : [{ url: page.url, title: article.title, date: article.published }]),
      ...items.flatMap((item) =>
        item.url === null ? [] : [{ url: item.url, title: item.title, date: item.date }],
      ),
    ];
    for (const row of rows) {
      if (has(row.title, not)) continue;
      into.merge(pageKey(row.url), (old) =>
        old === undefined || (old.date === null && row.date !== null) || byText(row.title, old.title) < 0
          ? { ...row, date: row.date ?? old?.date ?? null }
          : old,
      );
    }
  }

  finish(): InteractionFacts {
    const messages = this.#messages
      .values()
      .sort((a, b) => byText(b.received ?? '', a.received ?? '') || byText(a.title, b.title))
      .map((message) => ({ ...message, ...readingOf(this.#frame.replies, message.title, message.reply) }));
    const stats = this.#stats
      .values()
      .sort((a, b) => byText(b.latest ?? '', a.latest ?? '') || byShortness(a.url, b.url))[0];
    const channels = sameNamed(
      this.#channels.values().map((channel) => ({
        ...channel,
        ok: channel.ok ?? this.#opened.get(pageKey(channel.url)) ?? null,
      })),
    );
    return {
      channels,
      messages,
      messageCount: messages.length,
      stats: stats ?? null,
      surveys: this.#surveys.values(),
      interviews: this.#interviews.values(),
      logins: this.#logins.values(),
    };
  }
}

/** Every page of a channel (its form, its list, each message) names it: one channel, at the shortest address. */
function sameNamed(channels: readonly ChannelEntry[]): ChannelEntry[] {
  const groups = Map.groupBy(channels, (one) => `${one.kind} ${one.name} ${hostOf(one.url)}`);
  return [...groups.values()].flatMap((group) => {
    const first = group.toSorted((a, b) => byShortness(a.url, b.url))[0];
    if (first === undefined) return [];
    // Any page that opened shows the channel; it is dead only where all are.
    const ok = group.some((one) => one.ok === true)
      ? true
      : group.every((one) => one.ok === false)
        ? false
        : null;
    return [{ ...first, form: group.some((one) => one.form), login: group.some((one) => one.login), ok }];
  });
}

function joined(a: MessageEntry, b: MessageEntry): MessageEntry {
  const [one, other] = byText(a.page, b.page) <= 0 ? [a, b] : [b, a];
  return {
    title: a.title.length >= b.title.length ? a.title : b.title,
    url: one.url ?? other.url,
    received: earliest(a.received, b.received),
    replied: earliest(a.replied, b.replied),
    answered: a.answered === true || b.answered === true ? true : (one.answered ?? other.answered),
    department: one.department ?? other.department,
    reply: one.reply ?? other.reply,
    page: one.page,
    channel: one.channel ?? other.channel,
  };
}

function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a <= b ? a : b;
}

function partOf(page: SeenPage): 'interaction' | 'service' | 'other' {
  if (page.column.kind === 'service' || page.facts.kind === 'service') return 'service';
  return ['consult', 'survey', 'interview'].includes(page.column.kind) || page.facts.kind === 'interaction'
    ? 'interaction'
    : 'other';
}
