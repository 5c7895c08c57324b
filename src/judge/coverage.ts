import type { Bilingual, Column, Coverage } from '../model/index.ts';

/**
 * Whether “not found” may be read as “not there” (未发现 ≠ 未开设). It may where the collection is complete, and where only
 * deeper pages are unseen: every column page that the navigation leads to was read, so a link to the thing would have been met.
 * A page that needs script, timed out or was blocked may hide it; a page that is finally gone (4xx) hides nothing.
 */
export function absenceProven(coverage: Coverage, columns: readonly Column[]): boolean {
  if (coverage.needsScript > 0) return false;
  if (coverage.complete) return true;
  const leading = columns.filter((column) => column.level <= NAVIGATION_DEPTH);
  return leading.length > 0 && leading.every((column) => column.read || isGone(coverage, column.url));
}

/** The guideline puts every prescribed column on the home page or one level below it (国办发〔2017〕47号, 导航). */
const NAVIGATION_DEPTH = 2;

function isGone(coverage: Coverage, url: string): boolean {
  return coverage.failures.some((failure) => failure.url === url && failure.kind === 'http-4xx');
}

/** Whether reading this page failed, so that what it would say is not known. */
export function failedToRead(coverage: Coverage, url: string): boolean {
  return coverage.failures.some((failure) => failure.url === url);
}

/** Advice where a thing was not seen and its absence is not proven. */
export const LOOK_AGAIN: Bilingual = {
  zh: '增大页面数量上限（--max-pages），页面由脚本生成的使用浏览器方式（--browser）重新检查；被防火墙或验证码拦截的，请网站将检查地址加入白名单；仍看不到的，由检查人员人工核查，将结果写入人工认定文件（--answers）后重新评判。',
  en: 'Check again with a larger page budget (--max-pages), with --browser where pages are made by script; if a firewall or captcha stands in the way, have the site allow the address of the inspector; if it still is not seen, let a person look and give the answer by --answers.',
};

/** Advice where only a person can try it. */
export const LET_A_PERSON_TRY: Bilingual = {
  zh: '由检查人员按所列问题人工测试并截图留存，将结果写入人工认定文件（--answers）后重新评判；在此之前得分按区间计算。',
  en: 'Let an inspector try it as the question says, keep screenshots, and give the answer by --answers; until then the score is a range.',
};
