import type { ReducerOptions } from '../facts/index.ts';
import type { InspectOptions } from './options.ts';

/** What the person said about the site, for the reducer; the rest is read from the site. */
export function reducerOptions(
  url: string,
  hosts: readonly string[],
  options: InspectOptions,
): ReducerOptions {
  return {
    subject: { url, hosts, name: null, idCode: null, role: options.role, services: options.services },
    vocabulary: options.vocabulary,
    packs: options.scan?.packs ?? [],
    ...(options.replies === undefined ? {} : { replies: options.replies }),
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
  };
}
