import { describe, expect, it } from 'vitest';
import { withSelectors } from './place.ts';

const page = (body: string) =>
  `<!DOCTYPE html><html><head><title>标题里的词</title></head><body>${body}</body></html>`;
const url = 'http://www.example.gov.cn/a.html';
const place = (html: string, text: string, context = text) =>
  withSelectors(html, url, [{ text, context, selector: null }])[0]?.selector;

describe('withSelectors', () => {
  it.each([
    ['<div><p>一</p><p>这里有坏词一个</p></div>', '坏词', 'body > div > p:nth-of-type(2)'],
    ['<div id="zoom"><p>一</p><p>这里有坏 词</p></div>', '坏词', '#zoom > p:nth-of-type(2)'],
    ['<table><tr><td>甲</td><td>坏词</td></tr></table>', '坏词', 'body > table tr > td:nth-of-type(2)'],
    [
      '<ul><li><a href="/1">甲</a></li><li><a href="/2">坏<b>词</b></a></li></ul>',
      '坏词',
      'body > ul > li:nth-of-type(2) > a',
    ],
    ['<p id="a">好</p><p id="a">坏词</p>', '坏词', 'body > p:nth-of-type(2)'],
    ['<p>好</p>', '坏词', null],
    ['<img alt="坏词">', '坏词', null],
    ['', '', null],
  ])('%s', (body, text, selector) => {
    expect(place(page(body), text)).toBe(selector);
  });
  it('tells two places of the same words apart by what stands around them', () => {
    const html = page('<p>甲乙坏词丙丁</p><div>戊己坏词庚辛</div>');
    expect(place(html, '坏词', '戊己坏词庚辛')).toBe('body > div');
    expect(place(html, '坏词', '甲乙坏词丙丁')).toBe('body > p');
  });
  it('leaves alone what has one, and what nobody found', () => {
    const known = [{ text: '坏词', context: '坏词', selector: 'p' }];
    expect(withSelectors(page('<div>坏词</div>'), url, known)).toBe(known);
    expect(withSelectors('', url, [])).toEqual([]);
  });
});
