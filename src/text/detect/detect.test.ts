import { describe, expect, it } from 'vitest';
import { parseYamlPack } from '../pack/yaml.ts';
import { rulePack, scannerOf } from '../testing/scanner.ts';
import { createWatch, detectorOf } from './index.ts';
import { isCardNumber, isLuhn, isResidentId } from './numbers.ts';

/** What exactly is pointed at, and the right form, by detector. Whether it hits at all is tested with the packs. */
const table: readonly [
  detector: string,
  params: string,
  text: string,
  hits: readonly string[],
  suggest?: string,
][] = [
  ['document-number', '{}', '现根据国办发[2018]123号文件执行', ['国办发[2018]123号'], '国办发〔2018〕123号'],
  [
    'document-number',
    '{}',
    '浙政办发（2019）第05号、浙政办函[2020]6号',
    ['浙政办发（2019）第05号', '浙政办函[2020]6号'],
    '浙政办发〔2019〕5号',
  ],
  ['impossible-date', '{}', '定于2019年2月30日召开', ['2019年2月30日']],
  ['impossible-date', '{}', '2020年2月29日、12月31日、农历二月三十', []],
  ['impossible-date', '{}', '二〇一九年四月三十一日印发', ['二〇一九年四月三十一日']],
  ['impossible-date', '{}', '二○二〇年二月二十九日、农历二月三十日、一年十三月一日三次', []],
  ['reversed-period', '{}', '2019年6月10日8:00至2019年6月5日18:00', ['2019年6月10日8:00至2019年6月5日']],
  ['reversed-period', '{}', '2019年6月10日—6月5日、2019年12月20日至1月5日、2019年6月5日至10日', []],
  ['impossible-share', '{names: [占比], links: [为], not: [目标]}', '女性占比为101.5%', ['占比为101.5%']],
  ['impossible-share', '{names: [占比], links: [为], not: [目标]}', '占比100%、目标占比120%、占完成120%', []],
  ['wrong-percentage', '{}', '增长15%，由100万元增加到130万元。', ['增长15%，由100万元增加到130万元']],
  ['wrong-percentage', '{}', '投资3.5亿元，比去年的2.5亿元增长20%', ['3.5亿元，比去年的2.5亿元增长20%']],
  ['wrong-percentage', '{}', '投资3.5亿元，比去年的2.5亿元增长40%，由此带动', []],
  ['wrong-weekday', '{}', '2019年5月17日（星期四）下午', ['2019年5月17日（星期四）'], '星期五'],
  ['wrong-weekday', '{}', '2019年5月17日（星期五）', []],
  ['resident-id', '{not: [信用代码]}', '张某11010519491231002X。', ['11010519491231002X']],
  ['resident-id', '{not: [信用代码]}', '111010519491231002X 11010519491231002X1 图片_11010519491231002X', []],
  ['mobile', '{official: [咨询]}', '王芳，女，手机：13712345678', ['13712345678']],
  ['mobile', '{official: [咨询]}', '咨询电话：王芳13712345678', []],
  ['mobile', '{official: [咨询]}', '编号13712345678，文件13712345678', []],
  ['impossible-time', '{spans: [历时]}', '于25时30分结束，历时25时30分', ['25时30分']],
  ['impossible-time', '{}', '比分78:65，下午2:75开始，24时00分', ['下午2:75']],
  [
    'quantity-unit',
    '{links: [达], heat: [气温], heat-units: [℃, 度], way: [全长], way-units: [公里, 米]}',
    '气温达35公里，气温35度，全长3.5公里，全长5度，全长5米粉',
    ['气温达35公里', '全长5度'],
  ],
  ['wrong-percentage', '{}', '由100吨增加到150吨，增长150%', ['由100吨增加到150吨，增长150%']],
  ['wrong-percentage', '{}', '由3.1亿元增加到3.3亿元，增长6.8%；从20%提高到25%，提高5%', []],
  ['contradictory-change', '{not: [区间]}', '同比增长-5%，增长5%-8%，减少2倍', ['增长-5%', '减少2倍']],
  [
    'near-name',
    '{names: [全国人民代表大会, 市场监督管理局], not: [市场监督管理总局]}',
    '全国人大代表大会、市场监督管里局、市场监管督理局',
    ['全国人大代表大会', '市场监督管里局', '市场监管督理局'],
  ],
  [
    'near-name',
    '{names: [全国人民代表大会, 市场监督管理局], not: [市场监督管理总局]}',
    '全国人民代表大会、市场监督管理部门、市场监督管理总局、全国人民代表',
    [],
  ],
  [
    'division-path',
    '{generic: [老城区], divisions: ["990000 甲甲省", "990100 乙乙市", "990101 丙丙县", "980000 丁丁省", "980102 老城区"]}',
    '甲甲省乙乙市丙丙县、丁丁省乙乙市、甲甲省未知县、丁丁省老城区、丁丁省丙丙县长',
    ['丁丁省乙乙市', '丁丁省丙丙县'],
  ],
  ['home-address', '{official: [公司]}', '王美丽，女，住红旗村三组12号', ['红旗村三组12号']],
  ['mobile', '{official: [供稿]}', '学生：周子涵，家长电话：18612345678；供稿：李明', []],
  ['mobile', '{official: [供稿]}', '学生：周子涵，家长电话：18612345678', ['18612345678']],
  ['secrecy-mark', '{not: [启用前]}', '前文\n  机密★10年\n正文', ['机密★10年']],
  ['secrecy-mark', '{not: [启用前]}', '标为机密★10年的文件', []],
  ['secrecy-mark', '{not: [启用前]}', '秘密★启封前\n正文', ['秘密★启封前']],
  ['secrecy-mark', '{not: [启用前]}', '机密★2030年12月31日前\n正文', ['机密★2030年12月31日前']],
  ['secrecy-mark', '{not: [启用前]}', '通知\n★机密 1年\n正文', ['机密 1年']],
  ['secrecy-mark', '{not: [启用前]}', '通知\n（机密）\n正文', ['机密）']],
  ['secrecy-mark', '{not: [启用前]}', '通知\n（机密）文件的管理\n★秘密花园★', []],
  ['secrecy-mark', '{not: [启用前]}', '密级：\n（绝密）\n（机密）\n（秘密）', []],
];

describe('detectors', () => {
  it.each(table)('%s %s in %s', (detector, params, text, expected, suggest) => {
    const hits = scannerOf(rulePack('p', `detector: ${detector}\nparams: ${params}`)).scan(text);
    expect(hits.map((hit) => hit.text.trim())).toEqual(expected);
    if (suggest !== undefined) expect(hits[0]?.suggest).toBe(suggest);
  });

  it('find the same where they are told more places than they asked for', () => {
    const texts = table.map(([, , text]) => text);
    const all = Array.from({ length: texts.join().length }, (_, at) => at);
    for (const [name, params] of table) {
      const { pack } = parseYamlPack(rulePack('p', `detector: ${name}\nparams: ${params}`), 'p.yaml');
      const [rule] = pack?.rules ?? [];
      if (rule?.detector === undefined) throw new Error(name);
      const watch = createWatch();
      const detect = detectorOf(rule.detector, rule.params, watch);
      for (const text of [...texts, texts.join('\n')]) {
        const look = watch.look(text);
        const everywhere = () => ({ ...look(), places: () => all.slice(0, text.length) });
        expect(detect(text, {}, everywhere)).toEqual(detect(text, {}, look));
      }
    }
  });
});

it('finds a name with one fault wherever it is within the name', () => {
  const name = '国家市场监督管理总局';
  const scanner = scannerOf(rulePack('p', `detector: near-name\nparams: {names: [${name}]}`));
  for (let at = 1; at < name.length; at++) {
    const [head, own, rest] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)];
    const faults = [`${head}某${own}${rest}`];
    if (at < name.length - 1) faults.push(`${head}某${rest}`, head + rest);
    if (at < name.length - 2) faults.push(head + rest.charAt(0) + own + rest.slice(1));
    for (const fault of faults)
      expect(scanner.scan(`由${fault}负责`).map(({ text }) => text)).toEqual([fault]);
  }
  expect(scanner.scan(`由${name}和${name}负责`)).toEqual([]);
});

describe('numbers', () => {
  it.each([
    ['11010519491231002X', true],
    ['11010519491231002x', true],
    ['110105194912310021', false],
    ['990105194912310020', false],
    ['11010519490231002X', false],
    ['1101051949123100', false],
  ])('resident identity number %s: %s', (text, right) => expect(isResidentId(text)).toBe(right));
  it.each([
    ['4111111111111111', true],
    ['6228480012345678903', true],
    ['6228480012345678904', false],
    ['1234567812345670', false],
    ['0000000000000000', false],
  ])('bank card %s: %s', (text, right) => expect(isCardNumber(text)).toBe(right));
  it('finds every single wrong digit by Luhn', () => {
    const right = '6228480012345678903';
    for (let at = 0; at < right.length; at++)
      for (let digit = 0; digit < 10; digit++)
        expect(isLuhn(right.slice(0, at) + digit + right.slice(at + 1))).toBe(String(digit) === right[at]);
  });
});
