import type { BrowserContext, Page } from 'playwright-core';
import { messageOf } from '../../../model/index.ts';
import type { Viewport } from './renderer.ts';

/** A place on a page: a CSS selector, or words that stand there. */
export type Place = { readonly selector: string } | { readonly text: string };

const MAX_PROBLEMS = 50;

export interface PageLog {
  problems(): string[];
  /** Where the page itself was asked for last, redirects followed. */
  readonly asked: string;
  /** Requests that are under way. */
  readonly pending: number;
  /** When a request last began or ended. */
  readonly lastChange: number;
  look(page: Page, viewport: Viewport): Promise<{ readonly height: number; readonly problems: string[] }>;
}

/** Listens to a page, and closes what would hold it up: dialogs, new windows, downloads, WebSockets. */
export function watch(page: Page, context: BrowserContext): PageLog {
  const problems = new Set<string>();
  const note = (line: string) => {
    if (problems.size < MAX_PROBLEMS) problems.add(line.slice(0, 500));
  };
  const open = new Set<unknown>();
  let asked = '';
  let lastChange = performance.now();
  const changed = () => {
    lastChange = performance.now();
  };
  page.on('request', (request) => {
    open.add(request);
    changed();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked = request.url();
  });
  page.on('requestfinished', (request) => {
    open.delete(request);
    changed();
  });
  page.on('requestfailed', (request) => {
    open.delete(request);
    changed();
    note(`failed: ${request.resourceType()} ${request.url()} (${request.failure()?.errorText ?? 'unknown'})`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document') {
      note(`HTTP ${response.status()}: ${response.request().resourceType()} ${response.url()}`);
    }
  });
  page.on('pageerror', (error) => note(`script error: ${messageOf(error).split('\n')[0]}`));
  page.on('crash', () => note('the page crashed'));
  page.on('dialog', (dialog) => {
    note(`dialog: ${dialog.type()} ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  context.on('page', (other) => {
    if (other === page) return;
    note('opens a new window');
    other.close().catch(() => {});
  });
  page.on('download', (download) => {
    note(`download: ${download.url()}`);
    download.cancel().catch(() => {});
  });
  return {
    problems: () => [...problems],
    get asked() {
      return asked;
    },
    get pending() {
      return open.size;
    },
    get lastChange() {
      return lastChange;
    },
    look,
  };
}

/** Waits until no request has been under way for `quietMs`, at most `limitMs`: pages that poll never fall silent. */
export async function settle(page: Page, log: PageLog, quietMs: number, limitMs: number): Promise<void> {
  const end = performance.now() + Math.max(0, limitMs);
  await page.waitForLoadState('load', { timeout: Math.max(1, limitMs) }).catch(() => {});
  while (performance.now() < end) {
    const quiet = performance.now() - log.lastChange;
    if (log.pending === 0 && quiet >= quietMs) return;
    await new Promise((resume) => setTimeout(resume, Math.max(20, quietMs - quiet)));
  }
}

/** What a person would notice at once: nothing to see, or a page that is wider than a phone. Runs in the page. */
async function look(page: Page, viewport: Viewport): Promise<{ height: number; problems: string[] }> {
  const seen = await page.evaluate<{ width: number; height: number; text: number; media: number }>(`(() => {
    const root = document.documentElement;
    const body = document.body;
    return {
      width: Math.max(root.scrollWidth, body ? body.scrollWidth : 0),
      height: Math.max(root.scrollHeight, body ? body.scrollHeight : 0),
      text: (body ? body.innerText : '').replace(/\\s+/g, '').length,
      media: [...document.querySelectorAll('img,svg,canvas,video,iframe,frame,object,embed')]
        .filter((e) => { const r = e.getBoundingClientRect(); return r.width > 8 && r.height > 8; }).length,
    };
  })()`);
  const problems: string[] = [];
  if (seen.text === 0 && seen.media === 0) problems.push('blank: nothing is shown');
  // One pixel may be rounding.
  if (viewport.width < 600 && seen.width > viewport.width + 1) {
    problems.push(`wider than the screen: ${seen.width} px on ${viewport.width} px`);
  }
  return { height: seen.height, problems };
}

/**
 * Outlines a place, puts a marker over its words and scrolls to it. The CSS selector of the element; null where it is not there, or not
 * to be seen.
 */
export async function markPlace(page: Page, place: Place): Promise<string | null> {
  const argument = JSON.stringify(place);
  return await page.evaluate<string | null>(`((place) => {
    const shown = (e) => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
    const squeeze = (text) => text.replace(/\\s+/g, '');
    const rangeOf = (root, wanted) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const places = [];
      let text = '';
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (let i = 0; i < node.data.length; i++)
          if (!/\\s/.test(node.data[i])) { text += node.data[i]; places.push([node, i]); }
      const at = text.indexOf(wanted);
      if (at < 0) return null;
      const range = document.createRange();
      range.setStart(...places[at]);
      const [last, offset] = places[at + wanted.length - 1];
      range.setEnd(last, offset + 1);
      return range;
    };
    const selectorOf = (e) => {
      const steps = [];
      for (let at = e; at && at !== document.body && at !== document.documentElement; at = at.parentElement) {
        if (at.id && document.querySelectorAll('#' + CSS.escape(at.id)).length === 1) { steps.unshift('#' + CSS.escape(at.id)); return steps.join(' > '); }
        const same = [...(at.parentElement?.children ?? [])].filter((c) => c.localName === at.localName);
        steps.unshift(at.localName + (same.length > 1 ? ':nth-of-type(' + (same.indexOf(at) + 1) + ')' : ''));
      }
      return ['body', ...steps].join(' > ');
    };
    let element = null;
    if (place.selector !== undefined) {
      try { element = document.querySelector(place.selector); } catch { return null; }
    } else {
      const wanted = squeeze(place.text);
      if (wanted === '') return null;
      // The smallest element that holds the words: go down as long as one child still holds them all.
      let at = document.body;
      while (at && squeeze(at.innerText || at.textContent || '').includes(wanted)) {
        element = at;
        at = [...at.children].find((c) => shown(c) && squeeze(c.innerText || c.textContent || '').includes(wanted));
      }
    }
    if (!element || !shown(element)) return null;
    element.style.setProperty('outline', '4px solid #e00', 'important');
    element.style.setProperty('outline-offset', '3px', 'important');
    // The words themselves, over the edges of inline elements; the document stays as it is.
    const range = place.text === undefined ? null : rangeOf(element, squeeze(place.text));
    if (range && window.Highlight && CSS.highlights) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('::highlight(xunjian){background-color:#ffe14d;color:#000}');
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      CSS.highlights.set('xunjian', new Highlight(range));
    }
    (range?.startContainer.parentElement ?? element).scrollIntoView({ block: 'center', behavior: 'instant' });
    return selectorOf(element);
  })(${argument})`);
}
