import { z } from 'zod';
import { deduction } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { link, table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';
import { sampleOf } from '../../sample.ts';

/** 表格样表: the forms that a guide demands are offered, blank and as samples. SITE-DED-15: each that is not −1. */
export default defineIndicator({
  id: 'site.guide-forms',
  title: { zh: '表格样表', en: 'Forms and samples' },
  explain: {
    zh: '按固定次序抽取若干份办事指南，查看其要求填写的表格是否提供下载、文件能否打开；未提供或打不开的每处计一次。样表是否为空表、空表是否最新由人工核对。',
    en: 'Takes guides in a fixed order and looks whether the forms they demand are offered and open; each that is not counts. Whether a sample is filled in, and a form current, is checked by a person.',
  },
  basis: deduction('办事服务', '表格样表'),
  subject: 'site',
  needs: ['services'],
  params: z.strictObject({ sample: z.number().int().positive() }),
  question: {
    zh: '指南要求的表格是否均提供空表和样表？样表为空表的有几处？',
    en: 'Is every form that a guide demands offered blank and as a filled-in sample? How many samples are blank?',
  },
  outcomes: {
    offered: {
      state: 'pass',
      says: {
        zh: '抽查的办事指南提及的{count}份表格均可下载',
        en: 'All {count} forms named by the sampled guides can be downloaded',
      },
    },
    noForms: {
      state: 'pass',
      says: {
        zh: '抽查的{count}份办事指南未要求填写表格',
        en: 'The {count} sampled guides demand no form',
      },
    },
    notOffered: {
      state: 'fail',
      says: {
        zh: '《{title}》要求的“{form}”未提供下载',
        en: 'The guide “{title}” demands “{form}” but does not offer it',
      },
      advice: {
        zh: '在该指南中提供此表格的空表和填写样表，格式为常用办公软件可打开的文件。',
        en: 'Offer the form with the guide, blank and as a filled-in sample, in a common file format.',
      },
    },
    broken: {
      state: 'fail',
      says: {
        zh: '《{title}》提供的“{form}”打不开（{why}）',
        en: '“{form}” of the guide “{title}” does not open ({why})',
      },
      advice: {
        zh: '重新上传该表格并更正链接，上传后以普通用户身份下载核验。',
        en: 'Upload the form again, mend the link, and download it once as an ordinary visitor.',
      },
    },
    blankSample: {
      state: 'fail',
      by: 'person',
      says: {
        zh: '经人工核对，样表为空表或表格已过期',
        en: 'A person found a sample that is blank, or an outdated form',
      },
      advice: {
        zh: '按真实办理场景填写样表（隐去个人信息），更换为现行版本表格。',
        en: 'Fill in the sample as in a real case (without personal data), and offer the current form.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '办事指南或表格文件未能读取，不能判断表格样表是否可用',
        en: 'Guides or the files of forms could not be read, so they cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ services: { guides } }, { sample }) {
    const taken = sampleOf(guides, sample, (guide) => guide.url);
    if (taken.length === 0) return [{ outcome: 'notSeen', evidence: [] }];
    const forms = taken.flatMap((guide) => guide.forms.map((form) => ({ guide, form })));
    const evidence = [
      table(
        ['办事指南', '表格', '能否打开', '原因', '网址'],
        forms.map(({ guide, form: { name, ok, why, url } }) => [
          guide.title,
          name,
          url === null ? '未提供' : ok === null ? '未测' : ok ? '能' : '不能',
          why,
          url,
        ]),
      ),
    ];
    const faulty = forms.filter(({ form }) => form.url === null || form.ok === false);
    if (faulty.length > 0) {
      return faulty.map(({ guide, form }) => ({
        outcome: form.url === null ? ('notOffered' as const) : ('broken' as const),
        key: `${guide.url} ${form.name}`,
        values: { title: guide.title, form: form.name, why: form.why ?? '—' },
        evidence: [link(guide.url, guide.title), ...evidence],
      }));
    }
    if (forms.length === 0) return [{ outcome: 'noForms', values: { count: taken.length }, evidence }];
    if (forms.some(({ form }) => form.ok === null)) return [{ outcome: 'notSeen', evidence }];
    return [{ outcome: 'offered', values: { count: forms.length }, evidence }];
  },
});
