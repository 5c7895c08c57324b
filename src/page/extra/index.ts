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
import { isScriptFilled } from './script-filled.ts';
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
export interface CoreFacts extends Pick<PageFacts, 'title' | 'items'> {
  /** The page is an article: its content is there. */
  readonly article?: boolean;
}

/** Everything about a page that indicators ask for beyond list, article and identity. Never throws, linear in the page. */
export function readExtras(look: Look, core: CoreFacts): Extras {
  const obstacle = readObstacle(look);
  const refresh = readRefresh(look);
  const nav = readNavigation(look);
  const blocks = readBlocks(look, core.items, nav?.el ?? null);
  const leaders = readLeaders(look);
  const guide = readGuide(look, core.title);
  const messages = readMessages(look, core.items, blocks);
  const isBare =
    core.article !== true &&
    leaders.length + messages.length + Object.keys(guide).length === 0 &&
    blocks.every((block) => block.items === 0);
  return {
    leaders,
    guide,
    channels: readChannels(look),
    messages,
    search: readSearch(look),
    features: readFeatures(look),
    concealed: readConcealed(look),
    obstacle,
    // A challenge or a page that sends on is told as that, not as a page that wants a browser.
    needsScript:
      obstacle === null &&
      refresh === null &&
      core.items.length === 0 &&
      (readNeedsScript(look) || (isBare && isScriptFilled(look))),
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
