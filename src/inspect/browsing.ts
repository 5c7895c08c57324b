import { createHash } from 'node:crypto';
import {
  AddressGuard,
  type BrowserSearch,
  declaredUserAgent,
  loadBrowser,
  type PageRenderer,
  type Renderer,
  resolveBySystem,
} from '../collect/site/index.ts';
import {
  type Bilingual,
  InterruptedError,
  messageOf,
  type SectionValue,
  type SiteFacts,
  type Unavailable,
} from '../model/index.ts';
import { shootHits } from './hit-shots.ts';
import type { InspectHooks, InspectOptions } from './options.ts';
import { FILES, type OutputFolder } from './output.ts';
import { noBrowser } from './unavailable.ts';

type RenderFacts = SectionValue<'render'>;
type Look = RenderFacts['pages'][number];
/** Pages looked at besides the home page, one of a kind each. */
const SAMPLES = 4;
const RESOLVE_MS = 10_000;

/** The browser of one inspection: it renders pages that need script, and looks at some as people see them. */
export interface Browsing {
  /** For the crawler; null where there is no browser. */
  readonly renderer: PageRenderer | null;
  readonly warnings: readonly Bilingual[];
  /** Looks at the home page and samples, on desktop and phone; screenshots go to the output folder by their SHA-256. */
  look(facts: SiteFacts): Promise<{ readonly status: 'ok'; readonly value: RenderFacts } | Unavailable>;
  /** Pictures of the places of the gravest hits, with the words marked. */
  show(facts: SiteFacts): Promise<SiteFacts>;
  close(): Promise<void>;
}

/** Opens the browser; without one the inspection goes on, and what needs it is inconclusive. */
export async function openBrowsing(
  search: BrowserSearch,
  options: InspectOptions,
  hooks: InspectHooks,
  folder: OutputFolder,
): Promise<Browsing> {
  const room = await loadBrowser();
  let executable: string;
  try {
    executable = await room.findBrowser(search);
  } catch (error) {
    return withoutBrowser(messageOf(error));
  }
  const guard = new AddressGuard({
    resolve: hooks.resolve ?? resolveBySystem,
    allowPrivate: options.allowPrivate,
    clock: hooks.clock,
    timeoutMs: RESOLVE_MS,
  });
  const renderer = room.createRenderer({
    executable,
    addressesOf: (host) => guard.addressesOf(host),
    userAgent: options.userAgent ?? declaredUserAgent(options.contact),
  });
  return {
    renderer: {
      render: async (url, signal) => {
        const { html, finalUrl } = await renderer.render(url, { signal, screenshot: false });
        return { html, finalUrl };
      },
    },
    warnings: [],
    look: async (facts) => {
      hooks.onStage?.('render');
      const pages: Look[] = [];
      for (const url of pagesToLookAt(facts))
        for (const viewport of ['desktop', 'phone'] as const)
          pages.push(
            await lookAt(
              renderer,
              url,
              viewport,
              room[viewport === 'desktop' ? 'DESKTOP' : 'PHONE'],
              hooks,
              folder,
            ),
          );
      return { status: 'ok', value: { browser: executable, pages } };
    },
    show: (facts) =>
      shootHits(facts, {
        render: (url, request) => renderer.render(url, request),
        folder,
        clock: hooks.clock,
        signal: hooks.signal,
      }),
    close: () => renderer.close(),
  };
}

function withoutBrowser(why: string): Browsing {
  const missing = noBrowser(why);
  return {
    renderer: null,
    warnings: [{ zh: `${missing.why.zh}；${missing.todo.zh}`, en: `${missing.why.en}; ${missing.todo.en}` }],
    look: async () => missing,
    show: async (facts) => facts,
    close: async () => {},
  };
}

/** The home page, then a column, an article, a service page and an interaction page. */
function pagesToLookAt({ subject, sections }: SiteFacts): string[] {
  const columns = sections.columns.status === 'ok' ? sections.columns.value : [];
  const articles = sections.articles.status === 'ok' ? sections.articles.value : [];
  const services = sections.services.status === 'ok' ? sections.services.value : null;
  const channels = sections.interaction.status === 'ok' ? sections.interaction.value.channels : [];
  const samples = [
    columns.find((column) => column.read && column.level === 1)?.url,
    articles[0]?.url,
    services?.guides[0]?.url ?? (services?.entry?.external === false ? services.entry.url : undefined),
    channels.find((channel) => !channel.external)?.url,
  ].filter((url) => url !== undefined);
  return [...new Set([subject.url, ...samples])].slice(0, 1 + SAMPLES);
}

async function lookAt(
  renderer: Renderer,
  url: string,
  viewport: Look['viewport'],
  size: { readonly width: number; readonly height: number },
  hooks: InspectHooks,
  folder: OutputFolder,
): Promise<Look> {
  try {
    const shown = await renderer.render(url, { viewport: size, signal: hooks.signal });
    const sha256 =
      shown.screenshot === null ? null : createHash('sha256').update(shown.screenshot).digest('hex');
    const screenshot = sha256 === null ? null : `${FILES.screenshots}/${sha256}.png`;
    if (screenshot !== null && shown.screenshot !== null) await folder.write(screenshot, shown.screenshot);
    const ok = shown.status === null || shown.status < 400;
    return { url, viewport, ok, problems: [...shown.problems], screenshot, sha256, ms: shown.ms };
  } catch (error) {
    if (error instanceof InterruptedError || hooks.signal.aborted) throw error;
    return { url, viewport, ok: false, problems: [messageOf(error)], screenshot: null, sha256: null, ms: 0 };
  }
}
