import { InputError } from '../../model/index.ts';
import { decodeHtml, readPage } from '../../page/index.ts';
import type { ArchivedExchange } from './exchanges.ts';
import { header } from './http-message.ts';
import { bare, type LastAnswer } from './link-graph.ts';

/** What a first look over an archive tells: the last answer for each address, the hosts, the span of time. */
export interface Survey {
  readonly answers: ReadonlyMap<string, LastAnswer>;
  /** Pages by host, in the order of their first appearance. */
  readonly hosts: ReadonlyMap<string, number>;
  /** First and last fetch; null where the archive gives no dates. */
  readonly from: number | null;
  readonly to: number | null;
}

export async function survey(exchanges: AsyncIterable<ArchivedExchange>, check: () => void): Promise<Survey> {
  const answers = new Map<string, LastAnswer>();
  const hosts = new Map<string, number>();
  const broken = new Set<string>();
  let from: number | null = null;
  let to: number | null = null;
  for await (const exchange of exchanges) {
    check();
    const url = bare(exchange.url);
    if (url === null) continue;
    if (exchange.at > 0) {
      from = Math.min(from ?? exchange.at, exchange.at);
      to = Math.max(to ?? exchange.at, exchange.at);
    }
    const known = answers.get(url);
    if (known === undefined && isPage(exchange)) {
      const { host } = new URL(url);
      hosts.set(host, (hosts.get(host) ?? 0) + 1);
    }
    const fault = faultOf(exchange) !== null;
    const other = broken.has(url);
    // A whole capture counts before a broken one; else, of two answers of the same millisecond, the later record.
    if (known !== undefined && (fault === other ? known.at > exchange.at : fault)) continue;
    if (fault) broken.add(url);
    else broken.delete(url);
    const sameFault = known !== undefined && known.status >= 400 && exchange.status >= 400;
    answers.set(url, {
      status: exchange.status,
      at: exchange.at,
      tries: sameFault ? known.tries + 1 : 1,
      location: redirectOf(url, exchange),
    });
  }
  return { answers, hosts, from, to };
}

function redirectOf(url: string, exchange: ArchivedExchange): string | null {
  const { status, headers } = exchange;
  if (isPage(exchange)) return refreshOf(url, exchange);
  if (status < 300 || status >= 400 || status === 304) return null;
  const location = header(headers, 'location');
  return location === null ? null : bare(location, url);
}

/**
 * The address under which an archive holds what a link asks for: the same one, else with the other scheme, with or without `www.`, or
 * by the name of a folder's index page (`/tzgg/` saved as `/tzgg/index.html`, and the other way round). An error counts only for the
 * very address that gave it.
 */
export function heldAs(url: string, answers: ReadonlyMap<string, LastAnswer>): string {
  if (answers.has(url)) return url;
  const { protocol, host } = new URL(url);
  const rest = url.slice(protocol.length + 2 + host.length);
  for (const same of indexForms(rest)) {
    for (const scheme of [protocol, protocol === 'http:' ? 'https:' : 'http:']) {
      for (const name of twins(host)) {
        const other = `${scheme}//${name}${same}`;
        const answer = answers.get(other);
        if (answer !== undefined && answer.status < 400) return other;
      }
    }
  }
  return url;
}

/** A path as it is, then the other ways to ask for the index page of its folder; the name of any other file stays as it is. */
function indexForms(path: string): string[] {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const isIndex = INDEX_FILES.includes(file);
  if (path.includes('?') || (file.includes('.') && !isIndex)) return [path];
  const folder = isIndex ? path.slice(0, -file.length) : `${path}${file === '' ? '' : '/'}`;
  return [path, folder, ...INDEX_FILES.map((name) => `${folder}${name}`)];
}

/** Pages that send the visitor on are short; a long one with a refresh reloads itself. */
const SENDER = 16 * 1024;
const SENDER_TEXT = 200;

/** Where a page without content of its own sends the visitor, by meta refresh or a plain script. */
function refreshOf(url: string, { body, contentType }: ArchivedExchange): string | null {
  if (body.length > SENDER || !/refresh|location/i.test(body.toString('latin1'))) return null;
  const { text, charset } = decodeHtml(body, { contentType });
  const { refresh, textLength } = readPage(text, { url, charset });
  const to = refresh === null || textLength > SENDER_TEXT ? null : bare(refresh, url);
  return to === url ? null : to;
}

/**
 * Why a capture cannot be judged by: half a page lacks its footer, a changed one proves nothing. The beginning of a file that is
 * no page proves that it is there, and a link check keeps no more.
 */
export function faultOf(exchange: ArchivedExchange): string | null {
  if (exchange.digestOk === false) return 'the payload does not fit its digest';
  return exchange.truncated && isPage(exchange) ? 'the archive holds only the beginning of the page' : null;
}

/** A whole HTML page that answered well. */
export function isPage({ status, contentType, body }: ArchivedExchange): boolean {
  if (status < 200 || status >= 300) return false;
  const type = contentType.toLowerCase();
  if (/\bx?html\b/.test(type)) return true;
  if (type !== '' && !type.startsWith('text/plain') && !type.startsWith('application/octet-stream'))
    return false;
  return /^\s*(?:<!doctype html|<html|<head)/i.test(
    body.toString('latin1', 0, 512).replace(/^\xef\xbb\xbf/, ''),
  );
}

export interface Site {
  readonly home: string;
  /** The host, with and without `www.`. */
  readonly hosts: readonly string[];
}

/** Names that servers give the page of a folder, in the order in which they are believed. */
const INDEX = /^\/(?:(?:index|default|home|main)\.(?:s?html?|jspx?|php|aspx?))?$/i;
/** Those that are safely the folder itself. */
const INDEX_FILES = ['index', 'default'].flatMap((name) =>
  ['html', 'htm', 'shtml', 'jsp', 'php', 'aspx'].map((type) => `${name}.${type}`),
);

/**
 * The site that an archive is about: the one asked for (address or host), else the host with a home page and most pages, the first of
 * equals.
 * @throws InputError where the archive holds no page of it.
 */
export function chooseSite(path: string, { answers, hosts }: Survey, asked: string | undefined): Site {
  if (asked !== undefined) {
    const url = bare(/^https?:\/\//i.test(asked) ? asked : `http://${asked}`);
    if (url === null)
      throw new InputError({ what: 'open', where: asked, why: 'it is no http address or host' });
    const { host } = new URL(url);
    const names = twins(host).filter((name) => hosts.has(name));
    if (names.length === 0) {
      const held = [...hosts.keys()].slice(0, 5).join(', ');
      throw new InputError({
        what: 'open',
        where: path,
        why: `it holds no page of ${host}`,
        todo: `it holds: ${held}`,
      });
    }
    const own = answers.get(url)?.status === 200 ? url : null;
    return { home: own ?? homeOf(names, answers), hosts: names };
  }
  let best: { host: string; pages: number; home: boolean } | null = null;
  for (const [host, pages] of hosts) {
    const home = INDEX.test(pathOf(homeOf([host], answers)));
    if (best === null || (home && !best.home) || (home === best.home && pages > best.pages))
      best = { host, pages, home };
  }
  if (best === null) {
    throw new InputError({
      what: 'open',
      where: path,
      why: 'it holds no HTML page that answered with success',
    });
  }
  const names = twins(best.host).filter((name) => hosts.has(name));
  return { home: homeOf(names, answers), hosts: names };
}

function twins(host: string): string[] {
  return [host, host.startsWith('www.') ? host.slice(4) : `www.${host}`];
}

/** `/`, where that redirects its end, else an index page, else the page with the shortest path. */
function homeOf(hosts: readonly string[], answers: ReadonlyMap<string, LastAnswer>): string {
  let best: { url: string; rank: number } | null = null;
  for (const [url, answer] of answers) {
    if (!hosts.includes(new URL(url).host)) continue;
    const end = answer.location === null ? url : landing(url, answers);
    if (end === null || (answers.get(end)?.status ?? 0) !== 200 || !hosts.includes(new URL(end).host))
      continue;
    const path = pathOf(url);
    const rank = path === '/' ? 0 : INDEX.test(path) ? 1 : path.split('/').length * 1000 + path.length;
    if (best === null || rank < best.rank) best = { url: end, rank };
  }
  return best?.url ?? `http://${hosts[0] ?? ''}/`;
}

function landing(url: string, answers: ReadonlyMap<string, LastAnswer>): string | null {
  let at: string | null = url;
  for (let hop = 0; hop < 10 && at !== null; hop++) {
    const next: LastAnswer | undefined = answers.get(at);
    if (next === undefined) return null;
    if (next.location === null) return at;
    at = next.location;
  }
  return null;
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
