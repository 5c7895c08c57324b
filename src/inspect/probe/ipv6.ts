import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { messageOf, type SectionValue } from '../../model/index.ts';

export interface Ipv6Tools {
  /** AAAA records; an empty list where there are none. Rejects where the name service fails. */
  readonly aaaa: (host: string) => Promise<string[]>;
  /** Whether this machine has a way out by IPv6. */
  readonly haveIpv6: () => boolean;
  /** Opens the home page by IPv6 only; null result: not told. */
  readonly open: (
    url: string,
    addresses: readonly string[],
  ) => Promise<{ readonly ok: boolean | null; readonly why: string | null }>;
}

/** IPv6 (SITE-DED-28): an AAAA record, and the home page opens over it; not tried where our own side has no IPv6. */
export async function checkIpv6(url: string, tools: Ipv6Tools): Promise<SectionValue<'ipv6'>> {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 || !host.includes('.') || /\.(?:localhost|local|test)$/.test(host))
    return { aaaa: [], reachable: null, why: '以 IP 地址或本机名称访问，无域名可查询' };
  let aaaa: string[];
  try {
    aaaa = await tools.aaaa(host);
  } catch (error) {
    return { aaaa: [], reachable: null, why: `域名查询未成功（${messageOf(error)}）` };
  }
  if (aaaa.length === 0) return { aaaa, reachable: false, why: '没有 AAAA 记录' };
  if (!tools.haveIpv6()) return { aaaa, reachable: null, why: '检查方网络不支持 IPv6，未尝试访问' };
  const { ok, why } = await tools.open(url, aaaa);
  return { aaaa, reachable: ok, why };
}

/** An address of global scope: 2000::/3 (RFC 4291 §2.4). */
export function machineHasIpv6(): boolean {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .some((one) => one.family === 'IPv6' && !one.internal && /^[23]/.test(one.address));
}
