import type { PageFacts, PageKind } from '../../model/index.ts';
import { readBlocks } from './blocks.ts';
import { readChannels } from './channels.ts';
import { readConcealed } from './concealed.ts';
import { readFeatures } from './features.ts';
import { readGuide } from './guide.ts';
import { kindOf } from './kind.ts';
import { readLeaders } from './leaders.ts';
import { Look } from './look.ts';
import { readMessages } from './messages.ts';
import { readNavigation } from './nav.ts';
import { readNeedsScript, readObstacle, readRefresh } from './passage.ts';
import { readSearch } from './search.ts';

/** The fields of PageFacts that this folder reads. */
export type Extras = Pick<
  PageFacts,
  | 'leaders'
  | 'guide'
  | 'channels'
  | 'messages'
  | 'search'
  | 'features'
  | 'concealed'
  | 'obstacle'
  | 'needsScript'
  | 'refresh'
  | 'nav'
  | 'blocks'
>;

/** What these readers need of the facts that are known already: the headline, and list entries with their dates. */
export type CoreFacts = Pick<PageFacts, 'title' | 'items'>;

/** Everything about a page that indicators ask for beyond list, article and identity. Never throws, linear in the page. */
export function readExtras(look: Look, core: CoreFacts): Extras {
  const obstacle = readObstacle(look);
  const refresh = readRefresh(look);
  const nav = readNavigation(look);
  const blocks = readBlocks(look, core.items, nav?.el ?? null);
  return {
    leaders: readLeaders(look),
    guide: readGuide(look, core.title),
    channels: readChannels(look),
    messages: readMessages(look, core.items, blocks),
    search: readSearch(look),
    features: readFeatures(look),
    concealed: readConcealed(look),
    obstacle,
    // A challenge or a page that sends on is told as that, not as a page that wants a browser.
    needsScript: obstacle === null && refresh === null && core.items.length === 0 && readNeedsScript(look),
    refresh,
    nav: [...(nav?.links ?? [])],
    blocks,
  };
}

/** What the page shows itself to be among service guide, leader information, interaction and search results; null where none. */
export function extraKind(look: Look): PageKind | null {
  return kindOf(look);
}

export { Look };
