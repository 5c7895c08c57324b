import { describe, expect, it } from 'vitest';
import { readSearch } from './search.ts';
import { lookAt } from './testing/look.ts';

const site = 'http://www.qingshui.gov.cn';

describe('readSearch', () => {
  it('reads a form with its hidden fields and chosen options', () => {
    const body =
      '<form action="/search/" method="POST"><input type="hidden" name="siteId" value="35"><select name="scope"><option value="all">全部</option><option value="t" selected>标题</option></select><input type="text" name="searchword" placeholder="请输入关键字"><input type="submit" value="搜索"></form>';
    expect(readSearch(lookAt(body))).toEqual({
      action: `${site}/search/`,
      method: 'post',
      param: 'searchword',
      hidden: { siteId: '35', scope: 't' },
    });
  });
  it.each(['q', 'keyword', 'sword', 'qt', 'ctl00$txtKeyword'])('knows the field %s', (name) => {
    expect(
      readSearch(lookAt(`<form action="/so.jsp"><input name="${name}"><button>搜索</button></form>`))?.param,
    ).toBe(name);
  });
  it('reads the address out of a script', () => {
    const body = `<input type="text" id="kw" placeholder="站内搜索"><a onclick="search()">搜</a><script>function search(){ window.open('/s/list.html?site=3&keyword=' + encodeURIComponent($('#kw').val())); }</script>`;
    expect(readSearch(lookAt(body))).toEqual({
      action: `${site}/s/list.html`,
      method: 'get',
      param: 'keyword',
      hidden: { site: '3' },
    });
  });
  it.each([
    ['a login form', '<form action="/login"><input name="keyword"><input type="password" name="p"></form>'],
    ['a newsletter', '<form action="/subscribe"><input name="email" type="text">订阅</form>'],
    [
      'a query of a case number',
      '<form action="/query"><input name="key" placeholder="请输入受理号"></form>',
    ],
    [
      'a box that only a script outside knows',
      '<input name="searchWord" placeholder="请输入搜索内容"><input type="button" onclick="doSearch(this)">',
    ],
    ['an engine of the web', '<form action="https://www.baidu.com/s"><input name="wd"></form>'],
    ['one of another country', '<form action="https://www.google.co.uk/search"><input name="q"></form>'],
  ])('gives null for %s', (_, body) => {
    expect(readSearch(lookAt(body))).toBeNull();
  });
});
