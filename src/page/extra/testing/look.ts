import { parsePage } from '../../dom.ts';
import { Look } from '../look.ts';

/** A look at a page of an invented county, body and title given. */
export function lookAt(body: string, title = '', url = 'http://www.qingshui.gov.cn/a/b.html'): Look {
  const html = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
  return new Look(parsePage(html, url));
}
