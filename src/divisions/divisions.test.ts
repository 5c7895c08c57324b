import { describe, expect, it } from 'vitest';
import { divisionsOf, loadDivisions } from './index.ts';

const divisions = loadDivisions();
const shown = (list: readonly { readonly code: string; readonly name: string }[]) =>
  list.map(({ code, name }) => `${code} ${name}`);

describe('the table of the package', () => {
  it.each([
    ['43', '430000', 'province', null],
    ['4301', '430100', 'city', '430000'],
    ['430104', '430104', 'county', '430100'],
    ['110108', '110108', 'county', '110000'],
    ['469002', '469002', 'county', '460000'],
    ['110101001', '110101001', 'township', '110101'],
    ['110101001000', '110101001', 'township', '110101'],
    ['430104000000', '430104', 'county', '430100'],
  ])('%s', (code, own, level, parent) => {
    expect(divisions.byCode(code)).toMatchObject({ code: own, level, parent });
  });
  it.each(['', '4', 'x', '990101', '130101', '469000', '43010', '1301010100'])('has no %s', (code) => {
    expect(divisions.byCode(code)).toBeNull();
  });
  it('finds names in full and short, all that bear them', () => {
    expect(shown(divisions.byName('海淀区'))).toEqual(['110108 海淀区']);
    expect(shown(divisions.byName('内蒙古'))).toEqual(['150000 内蒙古自治区']);
    expect(divisions.byName('朝阳区').length).toBeGreaterThan(1);
    expect(divisions.byName('东华门街道')).toMatchObject([{ code: '110101001', level: 'township' }]);
    expect(divisions.byName('没有这个地方')).toEqual([]);
  });
  it('every division hangs on one above it', () => {
    for (const province of ['11', '13', '46', '65', '71', '81', '82'])
      expect(divisions.byCode(province)?.level).toBe('province');
    expect(shown(divisions.path('430104'))).toEqual(['430000 湖南省', '430100 长沙市', '430104 岳麓区']);
    expect(divisions.path('990000')).toEqual([]);
  });
});

describe('names that begin with places', () => {
  it.each([
    ['湖南省长沙市岳麓区教育局', '430104'],
    ['湖南长沙市人民政府', '430100'],
    ['海淀区人民政府', '110108'],
    ['内蒙古自治区公安厅', '150000'],
  ])('%s', (text, code) => {
    expect(divisions.leading(text).map((chain) => chain.at(-1)?.code)).toEqual([code]);
  });
  it('leaves open what several places share, and believes no short name alone', () => {
    expect(divisions.leading('朝阳区人民政府').length).toBeGreaterThan(1);
    expect(divisions.leading('海淀发布')).toEqual([]);
    expect(divisions.leading('教育局')).toEqual([]);
  });
  it('asks for townships only where they are needed', () => {
    let asked = 0;
    const small = divisionsOf(
      [
        { code: '990000', name: '甲省' },
        { code: '990100', name: '乙市' },
        { code: '990101', name: '丙县' },
      ],
      () => {
        asked += 1;
        return [{ code: '990101100', name: '丁镇' }];
      },
    );
    expect(small.byName('丙县')[0]?.parent).toBe('990100');
    expect(shown(small.leading('甲省丙县水利局')[0] ?? [])).toEqual(['990000 甲省', '990101 丙县']);
    expect(asked).toBe(0);
    expect(small.byName('丁镇')).toMatchObject([{ code: '990101100', parent: '990101' }]);
    expect(small.byCode('990101100')?.name).toBe('丁镇');
    expect(asked).toBe(1);
  });
});
