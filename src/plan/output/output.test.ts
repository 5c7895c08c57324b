import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractText } from '../../attachments/index.ts';
import { followers } from '../follow.ts';
import { parsePin } from '../pins.ts';
import { planOf } from '../plan.ts';
import { checkTemplate } from '../template.ts';
import { factsOf, policyOf, rule, unit } from '../testing/register.ts';
import { writePlanFolder } from './folder.ts';
import { planHtml } from './html.ts';
import type { PlanDocument } from './json.ts';
import { noticeOf } from './notices.ts';
import { loadTemplates } from './templates.ts';
import { planText } from './text.ts';

const TEMPLATES = resolve(import.meta.dirname, '../../../standards/templates');
const POLICY = policyOf(
  `accounts:\n  rules:\n${rule('gov', 'when: { unitKind: [government] }, do: keep')}${rule('zombie', 'when: { activity: [zombie] }, do: close')}${rule('rest', 'do: merge')}  into:\n    - { whose: government, platform: same }\n`,
);

function document(successor = '甲县发布'): PlanDocument {
  const { facts, bodies } = factsOf(
    [
      unit('gov', { kind: 'government', name: '甲县人民政府' }),
      unit('dep', { parent: 'gov', name: '甲县民政局' }),
    ],
    [
      { id: 'g', unit: 'gov', name: successor, url: 'https://weixin.example/g' },
      { id: 'd', unit: 'dep', name: '<b>民政</b>', functions: ['低保申请'] },
      { id: '坏/号', unit: 'dep', name: '=1+1', activity: 'zombie', lastPost: null },
    ],
    [{ id: 's', unit: 'gov' }],
  );
  const plan = planOf(facts, bodies, {
    policy: POLICY,
    workdays: () => '2019-05-30',
    pins: [parsePin('g=keep')],
  });
  return { plan, comparisons: [], skippedRows: 0, folder: '' };
}

describe('what a plan writes', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plan-'));
    const options = { language: 'zh', templates: loadTemplates(TEMPLATES), contact: '0000-12345' } as const;
    await writePlanFolder(document(), folder, options);
    // A second plan for the same folder leaves no notice of the first behind.
    await writePlanFolder(document(), folder, options);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const docx = async (name: string) => extractText(await readFile(join(folder, 'notices', name)), name);

  it('a notice and a form for each that goes, and nothing half written', async () => {
    expect((await readdir(folder)).sort()).toEqual(['notices', 'plan.html', 'plan.json', 'plan.xlsx']);
    const names = await readdir(join(folder, 'notices'));
    expect(names).toHaveLength(4);
    expect(names).toEqual(expect.arrayContaining(['d-notice.docx', 'd-filing.docx']));
    expect(names.every((name) => /^[\p{L}\p{N}_-]+\.docx$/u.test(name))).toBe(true);
  });

  it('the notice says where citizens go, from when, whom to call', async () => {
    const text = await docx('d-notice.docx');
    for (const part of [
      '关于“<b>民政</b>”微信账号停止更新的公告',
      '2019年5月30日',
      '甲县人民政府微信账号“甲县发布”',
      'https://weixin.example/g',
      '低保申请：甲县人民政府微信“甲县发布”',
      '0000-12345',
      '甲县民政局',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/[{}]|undefined|null/);
    const form = await docx('d-filing.docx');
    for (const part of ['处置方式', '并入“甲县发布”后注销', '试行办法']) expect(form).toContain(part);
  });

  it('one that closes without a successor names whom to follow, and no basis that nobody issued', async () => {
    const [name = ''] = (await readdir(join(folder, 'notices'))).filter(
      (one) => one.endsWith('-notice.docx') && one !== 'd-notice.docx',
    );
    expect(await docx(name)).toContain('今后，有关信息请关注甲县人民政府微信账号“甲县发布”');
    const { plan } = document();
    const [, , closed] = plan.actions;
    if (closed === undefined) throw new Error('three accounts');
    const unissued = { ...plan.policy, document: { ...plan.policy.document, issued: null } };
    const options = { contact: null, follow: () => null };
    const blocks = noticeOf(
      { ...plan, policy: unissued },
      closed,
      loadTemplates(TEMPLATES)['stop-notice'],
      options,
    );
    const text = JSON.stringify(blocks);
    expect(text).toContain('按照政务新媒体清理整合工作安排');
    expect(text).toContain('本级政府门户网站');
    expect(text).not.toContain('根据《');
  });

  it('what is only filed stands in the form, marked, and not in the notice', () => {
    const { facts, bodies } = factsOf(
      [unit('gov', { kind: 'government' }), unit('dep', { parent: 'gov' })],
      [
        { id: 'g', unit: 'gov' },
        { id: 'z', unit: 'dep', activity: 'zombie', lastPost: null, functions: ['低保申请'] },
      ],
    );
    const plan = planOf(facts, bodies, { policy: POLICY, workdays: () => '2019-05-30' });
    const [, zombie] = plan.actions;
    if (zombie === undefined) throw new Error('two accounts');
    const templates = loadTemplates(TEMPLATES);
    const options = { contact: null, follow: followers(plan) };
    const of = (id: 'stop-notice' | 'filing-form') =>
      JSON.stringify(noticeOf(plan, zombie, templates[id], options));
    expect(of('filing-form')).toMatch(/低保申请：[^"]*（仅见于备案，请核实）/);
    expect(of('stop-notice')).not.toContain('低保申请');
  });

  it('JSON as the interface has it', async () => {
    const json = JSON.parse(await readFile(join(folder, 'plan.json'), 'utf8'));
    expect(json).toMatchObject({
      schema: 'xunjian.plan/1',
      policy: 'test',
      summary: { keep: 1, merge: 1, close: 1, cancel: 0, functionsLost: [], functions: { toSetUp: 1 } },
    });
    expect(json.actions[1]).toMatchObject({
      account: 'd',
      action: 'merge',
      into: 'g',
      by: '2019-05-30',
      review: false,
      reasons: [{ rule: 'rest', text: { zh: 'rest' } }, { rule: 'successor' }],
      functions: [{ function: '低保申请', home: 'g', carried: false }],
    });
    expect(json.sites).toMatchObject([{ site: 's', action: 'keep', reasons: [{ rule: 'not-covered' }] }]);
  });

  it('the page is one file, escaped, in both languages', async () => {
    const page = await readFile(join(folder, 'plan.html'), 'utf8');
    expect(planHtml(document('<b>发布'))).toContain('&#60;b&#62;发布');
    expect(page).not.toMatch(/https?:\/\/(?!weixin\.example)|<script/);
    expect(page).toContain('lang="en"');
  });

  it('the workbook has the office’s heads, and no formula', async () => {
    const text = await extractText(await readFile(join(folder, 'plan.xlsx')), 'plan.xlsx');
    for (const head of ['主办单位', '处置意见', '承接账号', '完成时限', '服务功能去向', '=1+1'])
      expect(text).toContain(head);
  });

  it('the text says it in one line, then each', () => {
    const text = [...planText(document(), { width: 80, language: 'zh' })].join('');
    expect(text).toContain('账号3个：保留1个，并入1个，关停1个，办理注销0个；其中0个须人工复核。');
    expect(text).toContain('低保申请 → 甲县发布（须先开通）');
  });
});

describe('templates', () => {
  it('a placeholder that is none is told by line', () => {
    const { template, problems } = checkTemplate(
      't.yaml',
      'schema: xunjian.template/1\nid: t\ntitle: t\nblocks:\n  - title: "{账号名称}"\n  - paragraph: "{帐号}"\n  - paragraph: "{功能}"\n',
    );
    expect(template).toBeNull();
    expect(problems.map(({ place, message }) => `${place.line} ${message.slice(0, 30)}`)).toEqual([
      expect.stringMatching(/^6 there is no placeholder \{帐号\}/),
      expect.stringMatching(/^7 there is no placeholder \{功能\}/),
    ]);
  });
});
