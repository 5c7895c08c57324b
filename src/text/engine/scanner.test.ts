import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulePack, scannerOf } from '../testing/scanner.ts';
import type { TextContext } from './context.ts';

function found(pack: string | readonly string[], text: string, context: TextContext = {}): string[] {
  const scanner = scannerOf(...(typeof pack === 'string' ? [pack] : pack));
  return scanner.scan(text, context).map((hit) => {
    expect(text.slice(hit.start, hit.end)).toBe(hit.text);
    return hit.text;
  });
}

describe('normalisation', () => {
  const table: readonly [fold: string, term: string, text: string, hits: readonly string[]][] = [
    ['', '赌博', '赌博 賭博 赌·博', ['赌博']],
    ['width', 'ABC', 'ＡＢＣ abc', ['ＡＢＣ']],
    ['case', 'ABC', 'ＡＢＣ abc', ['abc']],
    ['width, case', 'ABC', 'ａbc', ['ａbc']],
    ['traditional', '赌博', '賭博', ['賭博']],
    ['invisible', '赌博', '赌\u200b博 赌·博', ['赌\u200b博']],
    ['inserted', '赌博', '赌 * 博', ['赌 * 博']],
    ['lookalike', '1a', '①а', ['①а']],
    ['repeated', '赌博', '赌赌博博博', ['赌赌博博博']],
    ['repeated', '天天乐', '天天乐', ['天天乐']],
    ['inserted, traditional', '赌博网', '賭.博.网', ['賭.博.网']],
  ];
  it.each(table)('%j: %s in %j', (fold, term, text, hits) => {
    expect(found(rulePack('p', `fold: [${fold}]\nterms: ['${term}']`), text)).toEqual(hits);
  });
  it.each(['去赌。博物馆', '赌，博', '赌\n博', '“赌”博', '赌—————博'])(
    'does not join what a sentence parts: %s',
    (text) => {
      expect(found(rulePack('p', "fold: [inserted]\nterms: ['赌博']"), text)).toEqual([]);
    },
  );
  it('lets one rule fold and another not, in one automaton', () => {
    const strict = rulePack('strict', 'terms: [赌博]');
    const loose = rulePack('loose', 'fold: [traditional, inserted]\nterms: [赌博]');
    const hits = scannerOf(strict, loose).scan('賭-博，赌博');
    expect(hits.map(({ pack, text }) => [pack, text])).toEqual([
      ['loose', '賭-博'],
      ['strict', '赌博'],
      ['loose', '赌博'],
    ]);
  });
  it('keeps symbols at the ends of a term', () => {
    const packs = [
      rulePack('p', "terms: ['《合同法》']"),
      rulePack('q', "fold: [inserted]\nterms: ['赌博']"),
    ];
    expect(found(packs, '《合同法》与合同法')).toEqual(['《合同法》']);
  });
});

describe('allow-terms', () => {
  const pack = rulePack('p', 'terms: [博彩]\nallow: [博彩罪]');
  it('wins where it is longer', () => {
    expect(found(pack, '开设博彩罪与博彩')).toEqual(['博彩']);
  });
  it('loses where the term is longer', () => {
    expect(found(rulePack('p', 'terms: [博彩公司]\nallow: [博彩]'), '博彩公司')).toEqual(['博彩公司']);
  });
  it('of an office silences rules of other packs by name', () => {
    const office = rulePack('office', 'terms: [别的]', "allow: [{text: 博彩, rules: ['p.*']}]");
    expect(found([pack, office], '博彩')).toEqual([]);
  });
});

describe('words', () => {
  const pack = rulePack('p', 'words: true\nterms: [布署, 按排, 台独]');
  it.each(['发布署名文章', '按排名先后', '舞台独特'])('is no hit across two words: %s', (text) => {
    expect(found(pack, text)).toEqual([]);
  });
  it('is a hit where words begin and end', () => {
    expect(found(pack, '认真布署')).toEqual(['布署']);
  });
});

describe('conditions', () => {
  const table: readonly [name: string, when: string, text: string, context: TextContext, hits: number][] = [
    ['near', 'near: {words: [注册], within: 5}', '博彩注册', {}, 1],
    ['near, too far', 'near: {words: [注册], within: 5}', '博彩。一二三四五注册', {}, 0],
    ['notNear', 'notNear: {words: [打击]}', '打击博彩', {}, 0],
    ['notNear, far', 'notNear: {words: [打击], within: 3}', '打击一二三四博彩', {}, 1],
    ['notNear, another line', 'notNear: {words: [打击]}', '我县开展打击行动\n博彩\n严厉打击', {}, 1],
    ['notNear, another line of the part', 'notNear: {words: [打击], bounds: part}', '打击\n博彩', {}, 0],
    [
      'notNear, a broken line',
      'notNear: {words: [打击]}',
      `${'当前，各地各部门要提高认识、加强领导，'}打击网络\n博彩，一查到底。`,
      {},
      0,
    ],
    ['notNear, led in', 'notNear: {words: [打击]}', '打击下列行为：\n博彩', {}, 0],
    ['notNear, in a list', 'notNear: {words: [打击]}', '一、打击对象\n二、博彩\n三、其他', {}, 0],
    ['notNear, led in, not back', 'notNear: {words: [打击]}', '博彩：\n打击', {}, 1],
    ['notNear, pieces of a title', 'notNear: {words: [打击]}', '博彩官网_打击办_首页 - 打击', {}, 1],
    [
      'notNear, another sentence',
      'notNear: {words: [打击], bounds: sentence}',
      '打击。博彩，好！打击',
      {},
      1,
    ],
    ['near, another line', 'near: {words: [注册]}', '博彩\n注册', {}, 0],
    ['notPrecededBy', 'notPrecededBy: [原]', '原博彩，博彩', {}, 1],
    ['notFollowedBy', 'notFollowedBy: [罪]', '博彩罪，博彩', {}, 1],
    ['datedAfter', "datedAfter: '2019-01-01'", '博彩', { date: '2019-01-01T08:00:00+08:00' }, 1],
    ['datedAfter, before', "datedAfter: '2019-01-01'", '博彩', { date: '2018-12-31' }, 0],
    ['datedAfter, undated', "datedAfter: '2019-01-01'", '博彩', {}, 0],
    ['datedBefore', "datedBefore: '2019-01-01'", '博彩', { date: '2019-01-01' }, 0],
    ['region', "region: ['3301']", '博彩', { region: '330102' }, 1],
    ['region, other', "region: ['3301']", '博彩', { region: '330202' }, 0],
    ['region, unknown', "region: ['3301']", '博彩', {}, 0],
    ['lineAtMost', 'lineAtMost: 4', '博彩网\n这一行有博彩二字', {}, 1],
    ['title of a law', 'notInLawQuotation: true', '《博彩管理条例》', {}, 0],
    ['article of a law', 'notInLawQuotation: true', '第十二条 博彩', {}, 0],
    ['quotation of a law', 'notInLawQuotation: true', '条例第三条规定：“博彩者”', {}, 0],
    ['plain quotation', 'notInLawQuotation: true', '他说：“博彩者”', {}, 1],
    ['unbracketed title', 'notInLawQuotation: true', '关于印发博彩管理办法的通知', {}, 0],
  ];
  it.each(table)('%s', (_, when, text, context, hits) => {
    expect(found(rulePack('p', `terms: [博彩]\nwhen: {${when}}`), text, context)).toHaveLength(hits);
  });
  it('knows the parts of a page', () => {
    const pack = rulePack('p', 'terms: [博彩]\nwhen: {onlyTitle: true, notNear: {words: [打击]}}');
    const text = '博彩\0打击\0博彩';
    const parts = [
      { field: 'title', start: 0, end: 2 },
      { field: 'link', start: 3, end: 5 },
      { field: 'body', start: 6, end: 8 },
    ] as const;
    expect(
      scannerOf(pack)
        .scan(text, { parts })
        .map(({ start }) => start),
    ).toEqual([0]);
  });
  it('counts different terms, not one term often', () => {
    const pack = rulePack('p', 'terms: [博彩, 老虎机]\nwhen: {distinct: {atLeast: 2, within: 20}}');
    expect(found(pack, '博彩博彩博彩')).toEqual([]);
    expect(found(pack, '博彩与老虎机')).toEqual(['博彩', '老虎机']);
    expect(found(pack, `博彩${'。'.repeat(30)}老虎机`)).toEqual([]);
  });
});

describe('any text', () => {
  const scanner = scannerOf(
    rulePack(
      'p',
      "fold: [width, case, traditional, invisible, inserted, lookalike, repeated]\nwords: true\nterms: [赌博, 赌博网, 'a1']",
    ),
    rulePack('q', 'detector: impossible-date'),
    rulePack('r', 'detector: resident-id'),
  );
  it('has hits that lie in it, in order', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '赌',
        '賭',
        '博',
        '网',
        '·',
        '\u200b',
        '\u202e',
        '\0',
        '\n',
        '2月',
        '30日',
        'a',
        '①',
        '\ud800',
        '\udc00',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const hit of scanner.scan(text)) {
          expect(hit.start).toBeGreaterThanOrEqual(last);
          expect(hit.end).toBeGreaterThan(hit.start);
          expect(text.slice(hit.start, hit.end)).toBe(hit.text);
          last = hit.start;
        }
      }),
      { numRuns: 300 },
    );
  });
  it('is read in time that grows with its length, whatever it is', () => {
    for (const unit of ['赌', '1', '赌·', '2月30', '赌博', ' ', '“', '110105'])
      expect(() => scanner.scan(unit.repeat(200_000 / unit.length))).not.toThrow();
  }, 20_000);
});
