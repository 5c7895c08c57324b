import { z } from 'zod';
import { dayOf, parseTime, shanghai } from '../../../model/index.ts';
import { httpDate } from '../../site/index.ts';
import { httpFault, withQuery } from '../api.ts';
import type { HttpAnswer } from '../client.ts';
import type { AccountCollector, End, Run, Step, Usable } from '../types.ts';
import { type Apk, readApk } from './apk.ts';

const Lookup = z.object({
  resultCount: z.number(),
  results: z.array(
    z.object({
      trackName: z.string(),
      bundleId: z.string().nullish(),
      version: z.string().nullish(),
      currentVersionReleaseDate: z.string().nullish(),
      minimumOsVersion: z.string().nullish(),
      sellerName: z.string().nullish(),
    }),
  ),
});

/** Packages of government apps have some ten to a hundred megabytes. */
const APK_BYTES = 300 * 1024 * 1024;
const APK_MS = 300_000;
const ZIP = [0x50, 0x4b];

/** What one way to the app gave. `ok` null: it could not be tested. */
interface Try {
  readonly ok: boolean | null;
  readonly why: string | null;
  readonly notes: Usable['notes'];
}

/**
 * 移动客户端: can it be had and installed? Apple's store by number or bundle (iTunes Search API · Lookup: `itunes.apple.com/lookup`, no more than some
 * twenty calls a minute), and a package for Android from its own address or from the page that offers it. It is usable where one way works;
 * unusable only where each way gave its final answer (not in the store, 404, a broken or unsigned package). Anything else was no test.
 */
export const app: AccountCollector = {
  platform: 'app',
  title: '移动客户端',
  endpoint: 'https://itunes.apple.com',
  needs: [['url', 'apple', 'bundle']],
  quota: () => 'apps',
  pace: { gapMs: 3_000 },
  open: (run) => ({ use: () => use(run) }),
};

async function* use(run: Run): AsyncGenerator<Step, End> {
  yield { rows: [] };
  const ways: (() => Promise<Try>)[] = [];
  const { url, apple, bundle, country = 'cn', endpoint = '' } = run.credential;
  const id = apple ?? /^https?:\/\/(?:apps|itunes)\.apple\.com\/.*\bid(\d+)/.exec(url ?? '')?.[1];
  if (id !== undefined || bundle !== undefined)
    ways.push(() =>
      store(
        run,
        withQuery(`${endpoint}/lookup`, { ...(id === undefined ? { bundleId: bundle } : { id }), country }),
      ),
    );
  if (url !== undefined && (apple !== undefined || id === undefined)) ways.push(() => download(run, url));
  const tries: Try[] = [];
  let broken: unknown = null;
  for (const way of ways)
    try {
      tries.push(await way());
    } catch (error) {
      broken = error;
    }
  const works = tries.find(({ ok }) => ok === true);
  const notes = Object.assign({}, ...tries.map((one) => one.notes), works?.notes);
  if (works !== undefined) return { covers: 'window', usable: { ok: true, why: null, notes } };
  if (broken !== null) throw broken;
  const why = tries.map((one) => one.why).join('; ');
  return tries.some(({ ok }) => ok === null)
    ? { covers: 'reached', why }
    : { covers: 'window', usable: { ok: false, why, notes } };
}

async function store({ api }: Run, url: string): Promise<Try> {
  const { results } = await api.json({ url, follow: true }, Lookup, () => {});
  const [found] = results;
  if (found === undefined)
    return { ok: false, why: 'the App Store does not offer it', notes: { inAppStore: false } };
  const updated = found.currentVersionReleaseDate ? parseTime(found.currentVersionReleaseDate) : null;
  return {
    ok: true,
    why: null,
    notes: {
      inAppStore: true,
      name: found.trackName,
      bundle: found.bundleId ?? null,
      version: found.version ?? null,
      updated: updated === null ? null : dayOf(updated),
      minOs: found.minimumOsVersion ?? null,
      seller: found.sellerName ?? null,
    },
  };
}

/** A package, or the page that offers one: its first link to a package is taken. */
async function download(run: Run, url: string): Promise<Try> {
  const first = await ask(run, url);
  const notes = { ipv6: await hasIpv6(run, url) };
  if (first === null)
    return { ok: false, why: 'its address answers that there is nothing (HTTP 404 or 410)', notes };
  if (isZip(first)) return judged(await readApk(first.body), first, notes);
  const link = apkLink(new TextDecoder().decode(first.body), first.url);
  if (link === null) return { ok: null, why: 'its page names no package that could be tried', notes };
  const second = await ask(run, link);
  if (second === null)
    return { ok: false, why: 'the package that its page offers is not there (HTTP 404 or 410)', notes };
  if (!isZip(second)) return { ok: null, why: 'what its page offers is no package', notes };
  return judged(await readApk(second.body), second, { ...notes, ipv6: await hasIpv6(run, link) });
}

/** Null where the server's final answer is that there is no such thing. */
async function ask({ api, clock }: Run, url: string): Promise<HttpAnswer | null> {
  return await api.send(
    { url, follow: true, headers: { accept: '*/*' }, maxBytes: APK_BYTES, totalMs: APK_MS },
    (answer) => {
      if (answer.status === 404 || answer.status === 410) return null;
      httpFault(answer, clock());
      return answer;
    },
  );
}

function isZip({ body }: HttpAnswer): boolean {
  return ZIP.every((byte, at) => body[at] === byte);
}

function judged({ manifest, signed, faults, sha256 }: Apk, answer: HttpAnswer, more: Usable['notes']): Try {
  const modified = httpDate(answer.header('last-modified'));
  const notes = {
    ...more,
    bytes: answer.body.length,
    sha256,
    signed: signed.join(' '),
    ...(modified === null ? {} : { updated: shanghai(modified).slice(0, 10) }),
    ...(manifest === null
      ? {}
      : {
          package: manifest.package,
          version: manifest.versionName,
          versionCode: manifest.versionCode,
          minSdk: manifest.minSdk,
          targetSdk: manifest.targetSdk,
        }),
  };
  return faults.length === 0
    ? { ok: true, why: null, notes }
    : { ok: false, why: `the package cannot be installed: ${faults.join(', ')}`, notes };
}

/** An address in a page that ends in `.apk`, whatever element it stands in. */
function apkLink(html: string, base: string): string | null {
  const found = /["'(]([^"'()\s<>]{1,2000}?\.apk(?:\?[^"'()\s<>]*)?)["')]/i.exec(html)?.[1];
  return found !== undefined && URL.canParse(found, base)
    ? new URL(found.replaceAll('&amp;', '&'), base).href
    : null;
}

/** Whether its host has an IPv6 address (IPv6 改造); null where the name did not resolve. */
async function hasIpv6({ resolve }: Run, url: string): Promise<boolean | null> {
  try {
    return (await resolve(new URL(url).hostname)).some(({ family }) => family === 6);
  } catch {
    return null;
  }
}
