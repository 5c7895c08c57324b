import { Resolver } from 'node:dns/promises';
import { createFetcher, declaredUserAgent } from '../../collect/site/index.ts';
import type { InspectHooks, InspectOptions } from '../options.ts';
import { type Ipv6Tools, machineHasIpv6 } from './ipv6.ts';

const LOOKUP_MS = 5_000;
/** The name exists and has no such record: an answer. That it does not exist at all cannot be, the site was just read. */
const EMPTY = 'ENODATA';

/** IPv6 as this machine can test it. */
export function systemIpv6(options: InspectOptions, hooks: InspectHooks): Ipv6Tools {
  return {
    aaaa: async (host) => {
      const resolver = new Resolver({ timeout: LOOKUP_MS, tries: 2 });
      try {
        return await resolver.resolve6(host);
      } catch (error) {
        if ((error as { code?: unknown }).code === EMPTY) return [];
        throw error;
      }
    },
    haveIpv6: machineHasIpv6,
    open: async (url, addresses) => {
      const fetcher = createFetcher({
        userAgent: options.userAgent ?? declaredUserAgent(options.contact),
        allowPrivate: options.allowPrivate,
        clock: hooks.clock,
        // Nothing but the IPv6 addresses is offered, so that a connection proves IPv6.
        resolve: async () => addresses.map((address) => ({ address, family: 6 })),
      });
      try {
        const result = await fetcher.fetch(url, { keep: () => 'none', signal: hooks.signal });
        if (result.ok) return { ok: result.fetched.status < 500, why: null };
        const { kind, error } = result.fault;
        return { ok: kind === 'local-fault' ? null : false, why: error.why };
      } finally {
        await fetcher.close();
      }
    },
  };
}
