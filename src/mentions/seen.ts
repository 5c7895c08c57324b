import type { AccountsFound, CodePicture, FoundAccount, Mention, PageMentions } from '../model/index.ts';
import type { AddressReader } from './addresses.ts';

/** A picture that may be a code, and how many pages show it. */
export interface Candidate extends CodePicture {
  readonly pages: number;
  /** The first page that shows it. */
  readonly page: string;
}

type Unread = AccountsFound['codes']['unread'][number];

const MOST_ACCOUNTS = 400;
const MOST_KEPT = 5_000;
const PLACES = 3;
const EXAMPLES = 5;

/** Accounts of one site, put together page by page. */
export class AccountsSeen {
  readonly #address: AddressReader;
  readonly #found = new Map<string, FoundAccount>();
  readonly #pictures = new Map<string, Candidate>();
  readonly #unread = new Map<Unread['reason'], { count: number; examples: string[] }>();
  #pages = 0;
  #decoded = 0;
  #none = 0;
  #other = 0;

  /** `address` reads what codes say. */
  constructor(address: AddressReader) {
    this.#address = address;
  }

  page(url: string, { mentions, pictures }: PageMentions): void {
    this.#pages++;
    for (const one of mentions) this.#add(one, url, 1);
    for (const picture of pictures) {
      const known = this.#pictures.get(picture.url);
      if (known !== undefined) this.#pictures.set(picture.url, { ...known, pages: known.pages + 1 });
      else if (this.#pictures.size < MOST_KEPT)
        this.#pictures.set(picture.url, { ...picture, pages: 1, page: url });
    }
  }

  /** Pictures to look into: those on most pages first, for they belong to the frame of the site; else in the order of reading. */
  candidates(): readonly Candidate[] {
    return [...this.#pictures.values()].sort((a, b) => b.pages - a.pages);
  }

  /** What was decoded in a picture. `isOwn` tells addresses of the site itself. */
  codes(candidate: Candidate, texts: readonly string[], isOwn: (url: string) => boolean): void {
    if (texts.length === 0) {
      this.#none++;
      return;
    }
    this.#decoded++;
    const mentions = texts.flatMap((text) => this.#codeMention(candidate, text.trim(), isOwn) ?? []);
    if (mentions.length === 0) this.#other++;
    for (const one of mentions) this.#add(one, candidate.page, candidate.pages);
  }

  unread(reason: Unread['reason'], urls: readonly string[]): void {
    if (urls.length === 0) return;
    const { count = 0, examples = [] } = this.#unread.get(reason) ?? {};
    this.#unread.set(reason, {
      count: count + urls.length,
      examples: [...examples, ...urls].slice(0, EXAMPLES),
    });
  }

  result(): AccountsFound {
    const accounts = together([...this.#found.values()]).sort((a, b) => b.pages - a.pages);
    return {
      pages: this.#pages,
      accounts: accounts.slice(0, MOST_ACCOUNTS),
      total: accounts.length,
      codes: {
        candidates: this.#pictures.size,
        decoded: this.#decoded,
        none: this.#none,
        other: this.#other,
        unread: [...this.#unread].map(([reason, { count, examples }]) => ({ reason, count, examples })),
      },
    };
  }

  #codeMention(candidate: Candidate, text: string, isOwn: (url: string) => boolean): Mention | null {
    const account = this.#address(text);
    const said = { name: candidate.name, named: candidate.named };
    const base = {
      how: 'code' as const,
      url: text,
      subject: null,
      claim: candidate.own ? ('own' as const) : null,
      quote: candidate.words,
      picture: candidate.url,
    };
    if (account !== null) {
      if (account.is === 'content' || (account.key === 'actor' && isOwn(text))) return null;
      const { platform, key, id } = account;
      // A caption that speaks of another platform belongs to another picture.
      const mine = candidate.platform === null || candidate.platform === platform;
      const name =
        account.name === null ? (mine ? said : NO_NAME) : { name: account.name, named: 'exact' as const };
      return { ...base, ...name, platform, key, handle: id };
    }
    // The page from which an app is fetched may lie anywhere.
    if (candidate.platform === 'app' && /^https?:\/\//i.test(text) && !isOwn(text))
      return {
        ...base,
        ...said,
        platform: 'app',
        key: 'page',
        handle: text.replace(/^https?:\/\//i, '').slice(0, 200),
      };
    return null;
  }

  #add(mention: Mention, page: string, pages: number): void {
    const key =
      mention.handle !== null && mention.key !== 'alias'
        ? `${mention.platform}\nid\n${mention.key}\n${mention.handle}`
        : `${mention.platform}\nname\n${mention.name}`;
    const known = this.#found.get(key);
    if (known === undefined && this.#found.size >= MOST_KEPT) return;
    this.#found.set(key, merged(known, foundOf(mention, page, pages)));
  }
}

const NO_NAME = { name: null, named: null } as const;

function foundOf({ how, quote, picture, ...rest }: Mention, page: string, pages: number): FoundAccount {
  return { ...rest, how: [how], pages, places: [{ page, quote, picture }] };
}

/** Two sights of one account. */
function merged(a: FoundAccount | undefined, b: FoundAccount): FoundAccount {
  if (a === undefined) return b;
  const better = b.name !== null && (a.name === null || (a.named === 'described' && b.named === 'exact'));
  const places = [...a.places];
  for (const place of b.places)
    if (
      places.length < PLACES &&
      !places.some((one) => one.page === place.page && one.picture === place.picture)
    )
      places.push(place);
  return {
    platform: a.platform ?? b.platform,
    name: better ? b.name : a.name,
    named: better ? b.named : a.named,
    handle: a.handle ?? b.handle,
    key: a.handle === null ? b.key : a.key,
    url: a.url ?? b.url,
    subject: a.subject ?? b.subject,
    claim: a.claim === 'own' || b.claim === 'own' ? 'own' : (a.claim ?? b.claim),
    how: [...new Set([...a.how, ...b.how])],
    pages: a.pages + b.pages,
    places,
  };
}

/** A name without an id is the account of that name, where one platform shows just one of the name. */
function together(all: readonly FoundAccount[]): FoundAccount[] {
  const keyOf = ({ platform, name }: FoundAccount) => `${platform}\n${name}`;
  const isWhole = ({ handle, key }: FoundAccount) => handle !== null && key !== 'alias';
  const whole = Map.groupBy(
    all.filter((one) => isWhole(one) && one.name !== null),
    keyOf,
  );
  const kept = new Map(all.filter(isWhole).map((one) => [one, one]));
  const rest: FoundAccount[] = [];
  for (const one of all) {
    if (isWhole(one)) continue;
    const [only, ...more] = whole.get(keyOf(one)) ?? [];
    if (only === undefined || more.length > 0) rest.push(one);
    else {
      const sum = merged(kept.get(only), one);
      // The same page shows both: counted once.
      kept.set(only, { ...sum, pages: Math.max(kept.get(only)?.pages ?? 0, one.pages) });
    }
  }
  return [...kept.values(), ...rest];
}
