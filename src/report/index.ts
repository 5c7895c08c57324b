export { accountLabel, codesSentence, MENTIONED, platformName } from './accounts.ts';
export {
  CONFIDENCE,
  DISCOVERED,
  DISCOVERY_COLUMNS,
  type DiscoveryNames,
  discoveryHtml,
  discoveryRow,
  discoverySentence,
  discoveryText,
} from './discovery.ts';
export { CATEGORY, SEVERITY } from './hits/labels.ts';
export { type HitsOptions, type HitsReport, renderHits, type ShownHit } from './hits/render.ts';
export { both, escapeHtml, html, Markup, t } from './html/markup.ts';
export { type HtmlOptions, renderHtml } from './html/render.ts';
export { STYLE } from './html/style.ts';
export {
  FAILURE,
  PART,
  PROVENANCE,
  points,
  RESULT,
  range,
  STATE,
  showTime,
  stillOpen,
  toMend,
} from './labels.ts';
export { cut, pad, table, wrap } from './text/columns.ts';
export { renderText, type TextOptions } from './text/render.ts';
