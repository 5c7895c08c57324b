// Straight from its file: a reading thread must not load the schemas.
import { detached } from '../model/detached.ts';
import type { AccountWords, Shape } from './words.ts';

/** An account as an address names it. */
export interface AccountAddress {
  readonly platform: string;
  /** `opaque`: leads to an account that only the platform knows; `content`: a post of the account. */
  readonly is: Shape['is'];
  readonly key: string;
  readonly id: string;
  /** The id is the name that people see. */
  readonly name: string | null;
}

/** Tells whose account an address is; null where it is none that is known. */
export type AddressReader = (url: string) => AccountAddress | null;

const DIGITS = /^\d{4,20}$/;
const WORD = /^[A-Za-z][\w.-]{1,63}$/;
const ANY = /^[^\s/?#<>"']{2,128}$/;

/** Addresses whose meaning is remembered. */
const REMEMBERED = 4_000;

interface Compiled {
  readonly shape: Shape;
  readonly segments: readonly string[];
  readonly rest: boolean;
}

/** Shapes are tried in their order; those of the host itself before those of any host. */
export function createAddressReader({ shapes, packages }: AccountWords): AddressReader {
  const byHost = new Map<string, Compiled[]>();
  const wide: Compiled[] = [];
  for (const shape of shapes) {
    const parts = shape.path.split('/').slice(1);
    const rest = parts.at(-1) === '**';
    const compiled = { shape, segments: rest ? parts.slice(0, -1) : parts, rest };
    for (const host of shape.hosts)
      if (host.includes('*')) wide.push(compiled);
      else byHost.set(host, [...(byHost.get(host) ?? []), compiled]);
  }
  const read = (text: string): AccountAddress | null => {
    const url = /^https?:/i.test(text) ? URL.parse(text) : null;
    if (url === null) return null;
    const file = packageOf(url, packages);
    if (file !== null) return { platform: 'app', is: 'account', key: 'file', id: file, name: null };
    const own = byHost.get(url.hostname);
    const fitting =
      own ?? wide.filter(({ shape }) => shape.hosts.some((host) => fitsHost(host, url.hostname)));
    for (const one of fitting) {
      const id = idOf(one, url);
      if (id === null) continue;
      const { platform, is, key } = one.shape;
      // On platforms of many servers a name is one only together with its server.
      const whole = own === undefined ? `${id}@${url.host}` : id;
      return { platform, is, key, id: whole, name: key === 'name' ? id : null };
    }
    return null;
  };
  // Pages of a site repeat their links, and to take an address apart costs more than all else here.
  const known = new Map<string, AccountAddress | null>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const account = read(text);
    if (known.size >= REMEMBERED) known.clear();
    known.set(detached(text), account);
    return account;
  };
}

/** Scheme and host as written, with the slash behind them: addresses that begin with the same have the same host. */
const ROOT = /^https?:\/\/[^/\\?#]+\//;

/**
 * Tells of a page which addresses are certainly nothing but pages of its own site: most links of a page are. Looking them up one by one
 * would cost more than all other mentions. `actor` is no account on the site's own host (see page.ts).
 */
export function createOwnPages({
  shapes,
  packages,
}: AccountWords): (page: string) => (url: string) => boolean {
  const isWide = (host: string) => host.includes('*');
  const hosts = new Set(shapes.flatMap((shape) => shape.hosts.filter((host) => !isWide(host))));
  const anywhere = shapes.some(
    ({ hosts: own, key, is }) => own.some(isWide) && key !== 'actor' && is !== 'content',
  );
  // How the path of a package may end; blanks at the end, which a parser cuts off, may hide it.
  const ends = new Set(
    packages.flatMap((one) => [one.toLowerCase(), one.toUpperCase()]).map((one) => one.at(-1)),
  );
  const mayBePackage = (url: string): boolean => {
    if (url.includes('#')) return true;
    const query = url.indexOf('?');
    const last = url.charAt((query < 0 ? url.length : query) - 1);
    return last <= ' ' || ends.has(last);
  };
  // Pages of one site come one after the other.
  let before = '';
  let isOwn: (url: string) => boolean = () => false;
  return (page) => {
    const root = ROOT.exec(page)?.[0] ?? '';
    if (root === before) return isOwn;
    before = root;
    const host = root === '' ? undefined : URL.parse(root)?.hostname;
    isOwn =
      host === undefined || anywhere || hosts.has(host)
        ? () => false
        : (url) => url.startsWith(root) && !mayBePackage(url);
    return isOwn;
  };
}

function fitsHost(pattern: string, host: string): boolean {
  return pattern === '*' ? host.includes('.') : pattern.startsWith('*.') && host.endsWith(pattern.slice(1));
}

/** Address of a package, without what tells where the link came from. */
function packageOf(url: URL, endings: readonly string[]): string | null {
  const path = url.pathname.toLowerCase();
  return endings.some((ending) => path.endsWith(ending)) ? `${url.host}${url.pathname}` : null;
}

function idOf({ shape, segments, rest }: Compiled, url: URL): string | null {
  const path = url.pathname.split('/').slice(1);
  while (path.at(-1) === '') path.pop();
  if (rest ? path.length < segments.length : path.length !== segments.length) return null;
  let id: string | null = null;
  for (const [at, segment] of segments.entries()) {
    const given = path[at] ?? '';
    if (segment === '*') continue;
    const mark = segment.indexOf('{id}');
    if (mark < 0) {
      if (segment !== given) return null;
      continue;
    }
    const prefix = segment.slice(0, mark);
    if (!given.startsWith(prefix)) return null;
    id = given.slice(prefix.length);
  }
  for (const [name, wanted] of Object.entries(shape.query ?? {})) {
    const given = url.searchParams.get(name);
    if (given === null || given === '') return null;
    if (wanted === '{id}') id = given;
    else if (wanted !== given) return null;
  }
  // A rest without an id of its own: the whole path is one.
  id ??= rest && path.length > 0 ? path.join('/') : null;
  if (id === null) return null;
  const plain = decoded(id);
  if (!(shape.key === 'ticket' || fits(plain, shape.id))) return null;
  return shape.except?.includes(plain.toLowerCase()) === true ? null : plain;
}

function fits(id: string, form: Shape['id']): boolean {
  if (form === 'digits') return DIGITS.test(id);
  return (form === 'word' ? WORD : ANY).test(id);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
