import type { CodePicture, Mention, PageMentions } from '../model/index.ts';
import { type AddressReader, createAddressReader, createOwnPages } from './addresses.ts';
import { AccountNames } from './names.ts';
import { alternation, createTextReader, type TextReader } from './text.ts';
import type { AccountWords } from './words.ts';

/** What the reader of mentions needs of a page. */
export interface PageSurface {
  readonly url: string;
  /** All its text, hidden parts included (codes often show on hovering), a block a line. */
  readonly text: string;
  /** False where a word is certainly not in its text, in whatever case; absent = nobody knows. */
  readonly mayHold?: (word: string) => boolean;
  readonly links: readonly {
    readonly url: string;
    readonly text: string;
    readonly via?: string | undefined;
  }[];
  readonly pictures: readonly PagePicture[];
}

/** A picture of a page. */
export interface PagePicture {
  readonly url: string;
  /** Alternative text and title. */
  readonly words: string;
  /** Short text around it that belongs to no other picture. */
  readonly near: string;
  /** As the page tells it, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
}

/** Reads what pages and posts say of accounts; made once from the words, then used on many. Pure. */
export interface MentionReader {
  page(surface: PageSurface): PageMentions;
  /** Words of a post and links in it; `platform` is where it was published. */
  post(post: { readonly title: string; readonly text: string; readonly platform: string }): Mention[];
  /** What an address, or the text of a code, says. `null`: it is no account. */
  address: AddressReader;
}

const MOST_MENTIONS = 200;
const MOST_PICTURES = 60;
const URLS = /https?:\/\/[^\s"'<>，。；、）)》”]{6,300}/g;

export function createMentionReader(words: AccountWords): MentionReader {
  const address = createAddressReader(words);
  const ownPages = createOwnPages(words);
  const text = createTextReader(words);
  const names = new AccountNames(words);
  const own = [...words.own.text, ...words.own.caption];
  const pictures = createPictureReader(words, text, names);
  const linkMention = (link: { readonly url: string; readonly text: string }): Mention | null => {
    const account = address(link.url);
    if (account === null || account.is === 'content') return null;
    const { platform, id, key, name } = account;
    const described = name === null ? names.caption(link.text) : null;
    return {
      platform,
      how: 'link',
      name: name ?? described?.name ?? null,
      named: name === null ? (described?.named ?? null) : 'exact',
      handle: id,
      key,
      url: link.url,
      subject: null,
      claim: own.some((word) => link.text.includes(word)) ? 'own' : null,
      quote: link.text.slice(0, 80),
      picture: null,
    };
  };
  return {
    address,
    page(surface) {
      const isOwnPage = ownPages(surface.url);
      const links: Mention[] = [];
      for (const link of surface.links) {
        if ((link.via !== undefined && link.via !== 'area') || isOwnPage(link.url)) continue;
        const mention = linkMention(link);
        if (mention === null) continue;
        // A site's own pages may look like those of any server.
        if (mention.key !== 'actor' || hostOf(link.url) !== hostOf(surface.url)) links.push(mention);
      }
      const { cards, codes } = pictures(surface.pictures);
      const { mayHold } = surface;
      const place = mayHold === undefined ? { short: false } : { short: false, mayHold };
      const lines = surface.text === '' ? [] : text(surface.text, place);
      return {
        mentions: joined([...links, ...cards, ...lines]).slice(0, MOST_MENTIONS),
        pictures: codes.slice(0, MOST_PICTURES),
      };
    },
    post({ title, text: body, platform }) {
      const links = [...body.matchAll(URLS)].flatMap(([url]) => linkMention({ url, text: '' }) ?? []);
      const whole = `${title}\n${body}`;
      return joined([...links, ...text(whole, { short: false, platform })]);
    },
  };
}

/** Pictures that may be codes, and the names that captions of codes tell. */
function createPictureReader(words: AccountWords, text: TextReader, names: AccountNames) {
  const { near, files, not, sides } = words.codes;
  const own = [...words.own.text, ...words.own.caption];
  const says = new RegExp(alternation(near), 'iu');
  const denies = new RegExp(alternation(not), 'iu');
  const byPart = new Map(
    Object.entries(files).flatMap(([platform, parts]) => parts.map((part) => [part, platform] as const)),
  );
  const platforms = Object.entries(words.platforms).map(
    ([platform, { strong, weak }]) =>
      [platform, new RegExp(alternation([...strong, ...weak]), 'iu')] as const,
  );
  const isSquare = ({ width, height }: PagePicture) => {
    for (const side of [width, height])
      if (side !== null && (side < sides.least || side > sides.most)) return false;
    return (
      width === null || height === null || Math.max(width, height) <= sides.ratio * Math.min(width, height)
    );
  };
  /** What a picture's words say: its own where they tell an account, else those around it as well. */
  const captionOf = (picture: PagePicture) => {
    const [first, around] = [oneLine(picture.words), oneLine(picture.near)];
    const named = text(first, { short: true });
    if (named.length > 0 || around === '') return { caption: first, named };
    const more = text(around, { short: true });
    return { caption: first === '' ? around : `${first} ${around}`, named: more };
  };
  return (pictures: readonly PagePicture[]): { cards: Mention[]; codes: CodePicture[] } => {
    const [cards, codes]: [Mention[], CodePicture[]] = [[], []];
    const seen = new Set<string>();
    for (const picture of pictures) {
      if (seen.has(picture.url) || !isSquare(picture)) continue;
      const parts = nameParts(picture.url).flatMap((part) => byPart.get(part) ?? []);
      if (parts.length === 0 && !says.test(picture.words) && !says.test(picture.near)) continue;
      const { caption, named } = captionOf(picture);
      if (denies.test(`${picture.words} ${picture.near}`)) continue;
      seen.add(picture.url);
      for (const one of named) cards.push({ ...one, how: 'card', picture: picture.url });
      const [only] = named.length === 1 ? named : [];
      const platform =
        only?.platform ??
        platforms.find(([, word]) => word.test(caption))?.[0] ??
        parts.find((one) => one !== 'any') ??
        null;
      const called = only ?? (named.length === 0 ? names.caption(caption) : null);
      codes.push({
        url: picture.url,
        words: caption.slice(0, 80),
        platform,
        name: called?.name ?? null,
        named: called?.named ?? null,
        own: own.some((word) => caption.includes(word)),
      });
    }
    return { cards, codes };
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** `ewm_wx2.jpg` → ewm, wx: parts of a file's name between signs, digits and changes of case. */
function nameParts(url: string): string[] {
  const file = (url.split(/[?#]/)[0] ?? '').split('/').at(-1) ?? '';
  return file
    .replace(/\.[a-z]{3,4}$/i, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
}

/** Each account once: where it was mentioned in several ways, what they say together. */
function joined(mentions: readonly Mention[]): Mention[] {
  const kept = new Map<string, Mention>();
  for (const one of mentions) {
    const key =
      one.handle !== null && one.how === 'link'
        ? `${one.platform}\nid\n${one.key}\n${one.handle}`
        : `${one.platform}\nname\n${one.name}`;
    const known = kept.get(key);
    if (known === undefined) kept.set(key, one);
    else
      kept.set(key, {
        ...known,
        name: known.named === 'exact' ? known.name : (one.name ?? known.name),
        named: known.named === 'exact' ? known.named : (one.named ?? known.named),
        handle: known.handle ?? one.handle,
        key: known.handle === null ? one.key : known.key,
        subject: known.subject ?? one.subject,
        claim: known.claim ?? one.claim,
        picture: known.picture ?? one.picture,
        quote: known.quote === '' ? one.quote : known.quote,
      });
  }
  return [...kept.values()];
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
