import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scanner } from '../text/index.ts';
import { loadPacks } from './index.ts';

const folder = join(import.meta.dirname, '../../packs');
let dir: string;
let scanner: Scanner;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'xunjian-variants-'));
  const file = join(dir, 'own.csv');
  writeFileSync(
    file,
    '词语,类别,级别,原因,变体\n微信,广告,提示,出现“{term}”,拼音；同音；形近\n甲乙号,广告,提示,出现“{term}”,\n',
  );
  ({ scanner } = loadPacks({ folder, extra: [file] }));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const found = (text: string) =>
  scanner
    .scan(text)
    .filter(({ pack }) => pack === 'own')
    .map((hit) => [hit.text, hit.why]);

describe('variants of a term', () => {
  it.each(['weixin', 'WeiXin', 'wei信', '微xin', '薇信', '徽信', '微信'])(
    '%s is found as the term',
    (written) => {
      expect(found(`加${written}领取`)).toEqual([[written, '出现“微信”']]);
    },
  );
  it.each(['树立威信', '认为信息公开', 'weixing', 'myweixin', '维新', '为信访群众服务', 'jiayihao'])(
    '%s is none',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});
