import type { Unavailable } from '../model/index.ts';

function unavailable(
  reason: Unavailable['reason'],
  why: readonly [zh: string, en: string],
  todo: readonly [zh: string, en: string],
): Unavailable {
  return {
    status: 'unavailable',
    reason,
    why: { zh: why[0], en: why[1] },
    todo: { zh: todo[0], en: todo[1] },
  };
}

const LIVE: readonly [string, string] = [
  '以网址为对象在线检查（xunjian inspect http://…）。',
  'Inspect the live site by its address (xunjian inspect http://…).',
];

/** Sections that need the network, where the target is an archive or a folder. */
export const OFFLINE = {
  links: unavailable(
    'no-source',
    ['离线材料无法判断链接是否可用', 'Saved material cannot tell whether links work'],
    LIVE,
  ),
  search: unavailable(
    'no-source',
    ['离线材料无法试用站内搜索', 'The search cannot be tried on saved material'],
    LIVE,
  ),
  ipv6: unavailable('no-source', ['离线材料无法检测 IPv6', 'IPv6 cannot be tested on saved material'], LIVE),
  /** Nobody monitored anything, which is known: no fact is missing. */
  probes: { status: 'ok' as const, value: { probes: [] } },
  render: unavailable(
    'no-source',
    ['离线材料未用浏览器打开', 'Saved material was not opened in a browser'],
    LIVE,
  ),
};

export const NOT_RENDERED = unavailable(
  'not-asked',
  ['本次检查未使用浏览器', 'No browser was used in this inspection'],
  ['加上 --browser 重新检查。', 'Inspect again with --browser.'],
);

export function noBrowser(why: string): Unavailable {
  return unavailable(
    'local-fault',
    [`本机没有可用的浏览器：${why}`, `No browser can be used on this machine: ${why}`],
    [
      '安装 Chromium（Debian：apt install chromium）后加上 --browser 重新检查。',
      'Install Chromium (Debian: apt install chromium), then inspect again with --browser.',
    ],
  );
}
