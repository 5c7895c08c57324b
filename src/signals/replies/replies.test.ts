import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadReplyWords } from '../../packs/index.ts';
import { createReplyReader, readingOf } from './index.ts';

const words = loadReplyWords(resolve(import.meta.dirname, '../../../packs'));
const read = createReplyReader(words);
const fixtures = z
  .record(z.string(), z.array(z.tuple([z.string(), z.string()])))
  .parse(parse(readFileSync(join(import.meta.dirname, 'fixtures/replies.yaml'), 'utf8')));
const cases = Object.entries(fixtures).flatMap(([kind, list]) =>
  list.map((pair) => [kind, ...pair] as const),
);

describe('replies', () => {
  it.each(cases)('%s: %s → %s', (kind, question, reply) => {
    const { quality, why } = read(question, reply);
    if (kind === 'unblamed') expect(['substantive', 'unsure']).toContain(quality);
    else expect(quality).toBe(kind);
    expect(why.zh).toMatch(/\p{Script=Han}/u);
    expect(`${why.zh}${why.en}`).not.toMatch(/[{}]/);
  });
  it('that name a number, a date or papers are answers, whatever courtesy surrounds them', () => {
    const courtesy = '尊敬的网友，您好！您的来信已收悉，我局高度重视。';
    expect(read('低保怎么申请', `${courtesy}感谢您的支持！`).quality).toBe('perfunctory');
    for (const answer of [
      '请拨打0999-1234567',
      '6月3日起受理',
      '带身份证和户口簿',
      '依据《社会救助暂行办法》',
    ])
      expect(read('低保怎么申请', `${courtesy}${answer}。感谢您的支持！`).quality).toBe('substantive');
  });
  it('are no answer by the date that signs them', () => {
    expect(read('低保怎么申请', '您的来信已收悉，感谢您的支持。某县民政局 2019年5月20日').quality).toBe(
      'perfunctory',
    );
  });
  it('name what was asked and what was answered', () => {
    const { quality, why } = read('自来水发黄', '公交车末班延到九点，班次间隔十分钟。');
    expect([quality, why.zh]).toEqual(['off-topic', expect.stringMatching(/自来水.*公交/)]);
  });
  it('are read where there is one and somebody looks', () => {
    expect(readingOf(null, '问', '答')).toEqual({});
    expect(readingOf(read, '问', ' ')).toEqual({});
    expect(readingOf(read, null, '带身份证到3号窗口').reading?.quality).toBe('substantive');
  });
  it('take no long time on texts made to be slow', () => {
    const start = performance.now();
    for (const piece of ['的', '认真', '您', '反映的问题', '感谢', '进一步'])
      read(
        '什么时候能办好',
        Array(25)
          .fill(`${piece.repeat(79 / piece.length)}x`)
          .join('，'),
      );
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('words of replies', () => {
  it('name subjects that exist in what is related, and no word in two subjects', () => {
    expect(words.related.flat().filter((name) => !(name in words.subjects))).toEqual([]);
    const all = Object.values(words.subjects).flat();
    expect(all.filter((word, at) => all.indexOf(word) !== at)).toEqual([]);
  });
});
