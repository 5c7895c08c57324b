import { z } from 'zod';
import type { Evidence } from '../../../model/index.ts';
import { deduction } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

/** IPv6改造: the domain has an AAAA record and the site answers over IPv6. SITE-DED-28. */
export default defineIndicator({
  id: 'site.ipv6',
  title: { zh: 'IPv6改造', en: 'IPv6' },
  explain: {
    zh: '查询域名的 AAAA 记录并通过 IPv6 访问首页。检查端没有 IPv6 网络的，不作判断；以 IP 地址或本机名称检查的，不适用。',
    en: 'Looks up the AAAA record of the domain and opens the home page over IPv6. Where the inspector has no IPv6 this cannot be judged; where the site was reached by an address or local name it does not apply.',
  },
  basis: deduction('功能设计', 'IPv6改造'),
  subject: 'site',
  needs: ['ipv6', 'domain'],
  params: z.strictObject({}),
  outcomes: {
    supported: {
      state: 'pass',
      says: { zh: '网站支持 IPv6 访问（{address}）', en: 'The site answers over IPv6 ({address})' },
    },
    noAddress: {
      state: 'fail',
      says: {
        zh: '域名{host}没有 IPv6 地址（AAAA 记录）',
        en: 'The domain {host} has no IPv6 address (AAAA record)',
      },
      advice: {
        zh: '联系网络和云平台运维单位开通 IPv6，配置 AAAA 解析记录，并同步改造防火墙、负载均衡和 CDN。',
        en: 'Have the network or cloud provider enable IPv6, set the AAAA record, and adapt firewall, load balancer and CDN.',
      },
    },
    unreachable: {
      state: 'fail',
      says: {
        zh: '已配置 IPv6 地址{address}，但通过 IPv6 不能访问（{why}）',
        en: 'There is an IPv6 address ({address}), but the site does not answer over it ({why})',
      },
      advice: {
        zh: '检查 IPv6 链路、防火墙策略和 Web 服务监听配置，修复后从外部 IPv6 网络复测。',
        en: 'Check the IPv6 route, firewall and what the web server listens on; test again from outside.',
      },
    },
    notTested: {
      state: 'inconclusive',
      says: {
        zh: '未能完成 IPv6 检测（{why}），不能判断是否支持',
        en: 'IPv6 could not be tested ({why}), so it cannot be judged',
      },
      advice: {
        zh: '在具备 IPv6 网络的环境重新检查，或使用公共 IPv6 检测平台测试后将结果写入人工认定文件（--answers）。',
        en: 'Check again from a network with IPv6, or use a public IPv6 test and give the answer by --answers.',
      },
    },
    address: {
      state: 'notApplicable',
      says: {
        zh: '本次以地址{host}访问，不适用 IPv6 检测',
        en: 'The site was reached at the address {host}; IPv6 does not apply',
      },
    },
  },
  check({ ipv6: { aaaa, reachable, why }, domain: { host, isAddress } }) {
    const evidence: Evidence[] = [
      table(
        ['域名', 'AAAA 记录', 'IPv6 访问', '原因'],
        [[host, aaaa.join(' ') || '无', reachable === null ? '未测' : reachable ? '可以' : '不可以', why]],
      ),
    ];
    const values = { host, address: aaaa[0] ?? '—', why: why ?? '—' };
    if (isAddress) return [{ outcome: 'address', values, evidence }];
    if (aaaa.length > 0 && reachable === true) return [{ outcome: 'supported', values, evidence }];
    if (reachable === null) return [{ outcome: 'notTested', values, evidence }];
    return [{ outcome: aaaa.length === 0 ? 'noAddress' : 'unreachable', values, evidence }];
  },
});
