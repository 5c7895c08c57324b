import type { AccountRow, SiteLookRow } from '../model/index.ts';
import * as say from './sentences.ts';
import type { DiscoveryAids, DiscoveryFinding, DiscoveryInput, DiscoveryTables, Unsaid } from './types.ts';

interface Seen {
  /** Filed accounts that were seen, and those that may have been. */
  readonly seen: ReadonlySet<string>;
  readonly touched: ReadonlySet<string>;
  /** `unit\nplatform` where the body's site shows an account without a name. */
  readonly nameless: ReadonlySet<string>;
}

/**
 * Filed accounts that their body's sites do not show (名录有、网站未见). Something follows only where the sites were read: a site not
 * inspected, read in part, or with codes that nobody could look into proves nothing, and is told as that.
 */
export function missing(
  { accounts, sites }: DiscoveryTables,
  { looks }: DiscoveryInput,
  { seen, touched, nameless }: Seen,
  { words }: DiscoveryAids,
): {
  readonly findings: readonly DiscoveryFinding[];
  readonly unsaid: Readonly<Record<Unsaid, readonly string[]>>;
} {
  const lookAt = new Map(looks.map((one) => [one.subject, one]));
  const sitesOf = Map.groupBy([...sites.values()], ({ unit }) => unit);
  const unsaid: Record<Unsaid, string[]> = {
    'no-site': [],
    'site-not-read': [],
    'site-read-in-part': [],
    'codes-open': [],
    'name-unclear': [],
  };
  const findings: DiscoveryFinding[] = [];
  for (const account of accounts.values()) {
    const { id, unit, platform, status } = account;
    if (seen.has(id) || status === 'stopped' || status === 'cancelled' || !words.shown.includes(platform))
      continue;
    const own =
      unit === null ? [] : (sitesOf.get(unit) ?? []).filter(({ status: of }) => !isClosed(of, words.closed));
    const read = own.flatMap((site) => lookAt.get(site.id) ?? []);
    const why = reasonNot(account, own.length, read, { touched, nameless, least: words.limits.pages });
    if (why !== null) {
      unsaid[why].push(id);
      continue;
    }
    const pages = read.reduce((sum, one) => sum + one.pages, 0);
    findings.push({
      kind: 'filed-not-found',
      confidence: read.every(({ complete }) => complete) ? 'likely' : 'possible',
      platform,
      unit,
      account: id,
      name: account.name,
      handle: account.handle,
      seen: [],
      ...say.notFound(
        account,
        pages,
        own.map(({ name, url }) => (name === '' ? (url ?? '') : name)),
      ),
    });
  }
  return { findings, unsaid };
}

function reasonNot(
  { id, unit, platform }: AccountRow,
  sites: number,
  read: readonly SiteLookRow[],
  {
    touched,
    nameless,
    least,
  }: {
    readonly touched: ReadonlySet<string>;
    readonly nameless: ReadonlySet<string>;
    readonly least: number;
  },
): Unsaid | null {
  if (sites === 0) return 'no-site';
  if (read.length < sites) return 'site-not-read';
  if (
    read.some(
      ({ home, complete, pages, needsScript }) => !home || needsScript > 0 || !(complete || pages >= least),
    )
  )
    return 'site-read-in-part';
  if (touched.has(id) || nameless.has(`${unit}\n${platform}`)) return 'name-unclear';
  return read.some(({ codesUnread }) => codesUnread > 0) ? 'codes-open' : null;
}

/** A site that is closed shows nothing. The sheet's own words. */
function isClosed(status: string | null, closed: readonly string[]): boolean {
  return status !== null && closed.some((word) => status.includes(word));
}
