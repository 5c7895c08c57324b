import { describe, expect, it } from 'vitest';
import { readPage } from '../read.ts';

const waysOf = (html: string) =>
  readPage(html, { url: 'http://www.qinglan.example/' }).concealed.map(({ how }) => how);
const page = (head: string, body = '') =>
  `<html><head><title>青岚县人民政府</title>${head}</head><body><p>今日要闻</p>${body}</body></html>`;

describe('marks of malice', () => {
  it.each([
    ['a miner by its address', page('<script src="https://coinhive.example/lib/CoinHive.min.js"></script>')],
    ['a miner by its call', page('<script>var m=new CoinHive.Anonymous("k");m.start();</script>')],
    ['a pool', page('<script>connect("stratum+tcp://pool.example:3333")</script>')],
    ['planted code', page('', '<script>eval(base64_decode("aWYo"));</script>')],
    ['a shell by its title', '<html><head><title>b374k m1n1 1.01</title></head><body>x</body></html>'],
  ])('%s', (_, html) => expect(waysOf(html)).toContain('malicious-script'));

  it('a page that somebody replaced and signed', () => {
    const html = '<html><head><title>H4cked by Nobody Team</title></head><body>hello</body></html>';
    expect(waysOf(html)).toEqual(['replaced']);
  });

  it.each([
    ['ordinary scripts', page('<script>var a=eval("("+json+")");assert(a);</script>')],
    ['a report on miners', page('', '<p>某单位网站被植入coinhive挖矿脚本，警方提醒……</p>')],
    ['a report on an attack', page('', '<h1>网站被篡改为“Hacked by”字样，警方已立案</h1>')],
    ['a counter', page('<script src="https://hm.baidu.example/hm.js?1"></script>')],
  ])('nothing: %s', (_, html) => expect(waysOf(html)).toEqual([]));
});
