import type { CheckedFile } from '../../collect/site/index.ts';
import { pageKey, type SiteVocabulary } from '../../facts/index.ts';
import type { SectionValue, SiteFacts } from '../../model/index.ts';
import type { Opened, Opener } from './opener.ts';

type Services = SectionValue<'services'>;
type Interaction = SectionValue<'interaction'>;

/** Addresses opened at most for each purpose; the rest stays “not tried”. */
const FORMS = 60;
const APPLY = 10;
const CHANNELS = 20;
const HOSTS = 30;

/** Opens each address once, and a second time where it failed: a link is dead only after two tries. */
function twice(open: Opener): (url: string) => Promise<Opened> {
  const known = new Map<string, Promise<Opened>>();
  return (url) => {
    const key = pageKey(url);
    const now = known.get(key) ?? open(url).then((first) => (first.ok === false ? open(url) : first));
    known.set(key, now);
    return now;
  };
}

/** Forms of guides and entries to apply: whether their address opens. */
export async function openServices(
  services: Services,
  open: Opener,
  files: readonly CheckedFile[],
): Promise<Services> {
  const once = twice(open);
  const checked = new Map(files.map((file) => [pageKey(file.url), file]));
  let budget = FORMS;
  const guides: Services['guides'] = [];
  for (const guide of services.guides) {
    const forms: Services['guides'][number]['forms'] = [];
    for (const form of guide.forms) {
      const known = form.url === null ? undefined : checked.get(pageKey(form.url));
      if (known !== undefined) forms.push({ ...form, ok: known.ok, why: known.why });
      else if (form.url === null || budget <= 0) forms.push(form);
      else {
        budget--;
        const { ok, why } = await once(form.url);
        forms.push({ ...form, ok, why });
      }
    }
    guides.push({ ...guide, forms });
  }
  const apply: Services['apply'] = [];
  for (const [at, entry] of services.apply.entries()) {
    if (at >= APPLY) apply.push(entry);
    else {
      const { ok, why } = await once(entry.url);
      apply.push({ ...entry, ok, why });
    }
  }
  return { ...services, guides, apply };
}

/** Channels whose page was not among those read: whether it opens. */
export async function openChannels(interaction: Interaction, open: Opener): Promise<Interaction> {
  const once = twice(open);
  let budget = CHANNELS;
  const channels: Interaction['channels'] = [];
  for (const channel of interaction.channels) {
    if (channel.ok !== null || budget <= 0) channels.push(channel);
    else {
      budget--;
      channels.push({ ...channel, ok: (await once(channel.url)).ok });
    }
  }
  return { ...interaction, channels };
}

/** Hosts outside government that the site leads to: gone, parked (a domain that nobody uses), or there. */
export async function openOutlinks(
  content: SectionValue<'content'>,
  open: Opener,
  vocabulary: SiteVocabulary,
): Promise<SectionValue<'content'>> {
  let budget = HOSTS;
  const outlinks: SectionValue<'content'>['outlinks'] = [];
  for (const outlink of content.outlinks) {
    const official = /(?:^|\.)(?:gov|edu|mil|org)\.cn(?::\d+)?$/.test(outlink.host);
    if (official || budget <= 0) {
      outlinks.push(outlink);
      continue;
    }
    budget--;
    outlinks.push({
      ...outlink,
      ...stateOf(await open(`http://${outlink.host}/`, 'page'), outlink, vocabulary),
    });
  }
  return { ...content, outlinks };
}

function stateOf(
  opened: Opened,
  before: SectionValue<'content'>['outlinks'][number],
  vocabulary: SiteVocabulary,
): Pick<SectionValue<'content'>['outlinks'][number], 'state' | 'why'> {
  if (opened.kind === 'dns') return { state: 'dead', why: opened.why };
  if (opened.page === null || opened.ok !== true) return { state: before.state, why: before.why };
  const { obstacle, title } = opened.page.facts;
  if (obstacle?.kind === 'parked') return { state: 'parked', why: obstacle.quote };
  const word = vocabulary.parked.find((one) => title.toLowerCase().includes(one.toLowerCase()));
  return word === undefined
    ? { state: before.state === 'dead' ? 'dead' : 'ok', why: before.why }
    : { state: 'parked', why: title };
}

/** One availability probe (监测) of the home page: one of the many that a verdict on availability needs. */
export async function probeOnce(
  url: string,
  open: Opener,
  vantage: string,
): Promise<SectionValue<'probes'>['probes'][number]> {
  // The whole page, as a visitor gets it: half a capture in the evidence would stand before the whole one.
  const { status, kind, why, ms, at } = await open(url, 'page');
  const ok = status !== null && status < 400;
  return {
    at: new Date(at).toISOString(),
    ok,
    ms,
    status,
    error: ok ? null : (why ?? kind),
    vantage,
    local: kind === 'local-fault' || kind === 'robots' || kind === 'refused-address',
  };
}

export function withSection<N extends keyof SiteFacts['sections']>(
  facts: SiteFacts,
  name: N,
  section: SiteFacts['sections'][N],
): SiteFacts {
  return { ...facts, sections: { ...facts.sections, [name]: section } };
}
