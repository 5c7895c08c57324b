export { type BrowserSearch, findBrowser } from './find.ts';
export type { AddressesOf } from './guard-proxy.ts';
export type { Place } from './page.ts';
export {
  createRenderer,
  DESKTOP,
  PHONE,
  type Rendered,
  type Renderer,
  type RendererOptions,
  type RenderRequest,
  type Viewport,
} from './renderer.ts';
