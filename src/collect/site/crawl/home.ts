import { type CollectionFailure, type FailureKind, utc } from '../../../model/index.ts';
import type { CrawlResult } from '../options.ts';
import { State } from '../store.ts';
import { hostOf } from '../url.ts';
import type { CrawlRun } from './run.ts';

/** How the home page fared, along its redirects. */
export function homeOf(run: CrawlRun): CrawlResult['home'] {
  const { store, frontier, clock } = run;
  let id = frontier.idOf(run.target);
  for (let hop = 0; hop < 12; hop++) {
    const row = store.all('SELECT url, state, target, kind, why, at, status FROM url WHERE id = ?', id)[0];
    if (row === undefined) break;
    const url = String(row.url);
    const failed = (kind: FailureKind, why: string): CrawlResult['home'] => {
      const status = typeof row.status === 'number' ? row.status : null;
      const at = utc(Number(row.at ?? clock()));
      return { url, failure: { url, kind, why, at, status } satisfies CollectionFailure };
    };
    switch (row.state) {
      case State.redirect:
        id = Number(row.target);
        continue;
      case State.done:
        return { url, failure: null };
      case State.failed:
      case State.deferred:
        return failed(row.kind as FailureKind, String(row.why));
      case State.skipped: {
        const fault = run.robotsFaults.get(hostOf(url));
        return fault === undefined
          ? failed('robots', 'robots.txt forbids the home page')
          : { url, failure: { ...fault, url } };
      }
      case State.alive:
        if (hostOf(url) !== '' && frontier.host(hostOf(url)).scope)
          return failed('not-html', 'the address of the home page gives a file, not a page');
        return failed('redirect-loop', elsewhere(url));
      case State.external:
      case State.unknown:
        return failed('redirect-loop', elsewhere(url));
      default:
        return failed('timeout', 'it was not read');
    }
  }
  return {
    url: run.target,
    failure: {
      url: run.target,
      kind: 'redirect-loop',
      why: 'its redirects do not end',
      at: utc(clock()),
      status: null,
    },
  };
}

function elsewhere(url: string): string {
  return `the home page leads to another site, ${url}; inspect that address, or name its host as one of the site's`;
}
