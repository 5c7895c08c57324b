import { describe, expect, it } from 'vitest';
import { isScriptFilled } from './script-filled.ts';
import { lookAt } from './testing/look.ts';

const crumb = '<div>当前位置：<a href="/">首页</a> &gt; <a href="/tz/">通知公告</a></div>';

describe('isScriptFilled', () => {
  it.each([
    ['a template of Vue', `${crumb}<ul><li v-for="i in list"><a :href="i.url">标题</a></li></ul>`],
    ['words that a script replaces', `${crumb}<ul><li><a href="#">{{ item.title }}</a></li></ul>`],
    ['a call for entries', `${crumb}<div class="con"></div><script>loadList(1200);</script>`],
    [
      'an empty box that a script fetches for',
      `${crumb}<ul class="zwgk"></ul><script>$.post("/api",{},function(r){$(".zwgk").html(r)})</script>`,
    ],
  ])('%s', (_, body) => {
    expect(isScriptFilled(lookAt(body))).toBe(true);
  });
  it.each([
    ['an empty list', `${crumb}<ul class="zwgk"></ul>`],
    ['page numbers', `${crumb}<ul class="zwgk"></ul><script>createPageHTML(1, 0, "index", "html");</script>`],
    [
      'weather above the breadcrumb',
      `<div id="weather"></div>${crumb}<ul></ul><script>$.get("/w",function(r){$("#weather").html(r)})</script>`,
    ],
    [
      'a counter',
      `${crumb}<p>暂无信息</p><script>$.get("/hit",function(r){$("#hits").html(r)})</script><span id="hits"></span>`,
    ],
  ])('not %s', (_, body) => {
    expect(isScriptFilled(lookAt(body))).toBe(false);
  });
});
