import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, dayOf, parseTime } from '../model/index.ts';
import { type SampleCounty, type SampleSite, sampleSiteIds, startSampleCounty } from './index.ts';

const AS_OF = parseTime('2031-05-20T10:00:00+08:00') ?? 0;
let county: SampleCounty;
beforeAll(async () => {
  county = await startSampleCounty({ asOf: AS_OF });
});
afterAll(async () => {
  await county.close();
});

function site(id: string): SampleSite {
  const found = county.sites.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no sample site ${id}`);
  return found;
}

async function bytes(url: string, headers: Record<string, string> = {}): Promise<Uint8Array> {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
  return new Uint8Array(await answer.arrayBuffer());
}

async function text(url: string, charset = 'utf-8', headers: Record<string, string> = {}): Promise<string> {
  return new TextDecoder(charset).decode(await bytes(url, headers));
}

/** Every address of the site that its pages name, each asked for once, with its status. */
async function walk(start: string): Promise<Map<string, { status: number; from: string }>> {
  const seen = new Map<string, { status: number; from: string }>();
  const queue = [{ url: start, from: '' }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (seen.has(next.url)) continue;
    const answer = await fetch(next.url, { signal: AbortSignal.timeout(10_000) });
    const body = new Uint8Array(await answer.arrayBuffer());
    seen.set(next.url, { status: answer.status, from: next.from });
    if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) continue;
    const html = new TextDecoder().decode(body);
    for (const [, address = ''] of html.matchAll(/\b(?:href|src|action)="([^"]+)"/g)) {
      const url = URL.parse(address.replaceAll('&amp;', '&'), next.url);
      if (url === null || !url.href.startsWith(start)) continue;
      url.hash = '';
      queue.push({ url: url.href, from: next.url });
    }
  }
  return seen;
}

describe('the sample county', () => {
  it('serves every site on a port of its own', async () => {
    expect(county.sites.map((one) => one.id)).toEqual(sampleSiteIds());
    expect(new Set(county.sites.map((one) => new URL(one.url).port)).size).toBe(county.sites.length);
    for (const one of county.sites) {
      const answer = await fetch(one.url);
      expect(answer.status, one.id).toBe(200);
      const charset = one.id === 'bureau' ? 'gb18030' : 'utf-8';
      expect(new TextDecoder(charset, { fatal: true }).decode(await answer.arrayBuffer())).toContain(
        one.name,
      );
    }
  });

  it('says the same for the same seed and something else for another', async () => {
    const [same, other] = await Promise.all([
      startSampleCounty({ asOf: AS_OF, only: ['portal'] }),
      startSampleCounty({ asOf: AS_OF, seed: 2, only: ['portal'] }),
    ]);
    try {
      const first = await text(`${site('portal').url}xwdt/qhyw/`);
      expect(await text(`${same.sites[0]?.url}xwdt/qhyw/`)).toBe(first);
      expect(await text(`${other.sites[0]?.url}xwdt/qhyw/`)).not.toBe(first);
    } finally {
      await Promise.all([same.close(), other.close()]);
    }
  });

  it('counts its dates back from asOf: the portal is fresh, the bureau is not', async () => {
    const newest = (html: string): string =>
      [...html.matchAll(/20\d\d-\d\d-\d\d/g)]
        .map(([day]) => day)
        .sort()
        .at(-1) ?? '';
    const portal = newest(await text(site('portal').url));
    expect(portal <= dayOf(AS_OF)).toBe(true);
    expect(portal >= dayOf(AS_OF - 5 * DAY)).toBe(true);
    const bureau = newest(await text(site('bureau').url, 'gb18030'));
    expect(bureau <= dayOf(AS_OF - 90 * DAY)).toBe(true);
    const later = await startSampleCounty({ asOf: AS_OF + 100 * DAY, only: ['portal'] });
    try {
      expect(newest(await text(later.sites[0]?.url ?? '')) > dayOf(AS_OF + 90 * DAY)).toBe(true);
    } finally {
      await later.close();
    }
  });

  it.each(['portal', 'research'])('has no dead link into the site %s', async (id) => {
    const seen = await walk(site(id).url);
    const dead = [...seen].filter(([, { status }]) => status !== 200);
    expect(dead).toEqual([]);
    expect(seen.size).toBeGreaterThan(70);
  });

  it('offers forms that are what their names say', async () => {
    const { url } = site('portal');
    const blank = await bytes(`${url}bsfw/files/1001kb.docx`);
    const sample = await bytes(`${url}bsfw/files/1001yb.docx`);
    expect(new TextDecoder('latin1').decode(blank.subarray(0, 4))).toBe('PK\u0003\u0004');
    expect(new TextDecoder().decode(blank)).toContain('word/document.xml');
    // 样表为空表 is a fault that inspections find: the sample is filled in.
    expect(sample.length).toBeGreaterThan(blank.length);
    expect(
      new TextDecoder('latin1').decode((await bytes(`${url}bsfw/files/1001zn.pdf`)).subarray(0, 5)),
    ).toBe('%PDF-');
  });

  it('has a search that finds whole titles first and parts of them too', async () => {
    const { url } = site('portal');
    const list = await text(`${url}zwgk/zcwj/`);
    const title = /title="([^"]{12,})"/.exec(list)?.[1] ?? '';
    const find = async (words: string) =>
      /<h4><a href="[^"]+">([^<]+)</.exec(
        await text(`${url}search/?searchword=${encodeURIComponent(words)}`),
      )?.[1];
    expect(title).not.toBe('');
    expect(await find(title)).toBe(title);
    expect(await find(`${title.slice(8, 14)} ${title.slice(-6)}`)).toBe(title);
    expect(await find('不存在的词语组合甲乙丙丁')).toBeUndefined();
    expect(await text(`${site('department').url}s?q=${encodeURIComponent('工作')}`)).toContain('0条');
  });

  it('writes the bureau in GB18030 data stores under a gb2312 label', async () => {
    const raw = await bytes(`${site('bureau').url}col/col3001/index.html`);
    expect(new TextDecoder('gb18030', { fatal: true }).decode(raw)).toContain('<record><![CDATA[');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(raw)).toThrow();
    expect(await text(`${site('bureau').url}col/col3030/index.html`, 'gb18030')).not.toContain('<record>');
  });

  it('hides links on the township and shows spiders another title', async () => {
    const { url } = site('township');
    const people = await text(url);
    const spider = await text(url, 'utf-8', { 'User-Agent': 'Mozilla/5.0 (compatible; Baiduspider/2.0)' });
    const titleOf = (html: string) => /<title>\s*([^<]+?)\s*<\/title>/.exec(html)?.[1];
    expect(people).toContain('left:-9999px');
    expect(titleOf(people)).toBe(site('township').name);
    expect(titleOf(spider)).not.toBe(titleOf(people));
  });

  it('is down now and then in the same way each time', async () => {
    const statuses = async (): Promise<string[]> => {
      const flaky = await startSampleCounty({ asOf: AS_OF, only: ['flaky'] });
      try {
        const got: string[] = [];
        for (let i = 0; i < 41; i++) {
          const answer = await fetch(flaky.sites[0]?.url ?? '').catch(() => null);
          got.push(String(answer?.status ?? 'cut'));
          await answer?.arrayBuffer();
        }
        return got;
      } finally {
        await flaky.close();
      }
    };
    const got = await statuses();
    expect(got.filter((status) => status === '503')).toHaveLength(1);
    expect(got.filter((status) => status === 'cut')).toHaveLength(1);
    expect(await statuses()).toEqual(got);
  });

  it('carries a week of probes, twenty and more a day, under the veto for the flaky site', () => {
    for (const one of county.sites) {
      const failed = one.probes.filter((probe) => !probe.ok).length;
      expect(one.probes.length).toBeGreaterThanOrEqual(140);
      expect(failed / one.probes.length).toBeLessThan(0.05);
      expect(failed > 0).toBe(one.id === 'flaky');
    }
  });
});
