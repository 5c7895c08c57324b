import { expect, it } from 'vitest';
import { SiteRow } from '../model/index.ts';
import { SitesByAddress } from './rows.ts';

const site = (id: string, url: string | null) =>
  SiteRow.parse({ id, unit: null, name: '', url, idcode: null, status: null, opened: null, extra: {} });
const sites = new SitesByAddress([
  site('s1', 'http://www.qinglan.example.gov.cn/index.html'),
  site('s2', 'www.qinglan.example.gov.cn/ga/'),
  site('s3', 'https://ws.qinglan.example.gov.cn:8080'),
  site('s4', 'http://jy.example.gov.cn/web/'),
  site('s5', null),
]);

it.each([
  ['https://qinglan.example.gov.cn/', 's1'],
  ['http://www.qinglan.example.gov.cn/ga/index.html', 's2'],
  ['http://ws.qinglan.example.gov.cn:8080/', 's3'],
  ['http://ws.qinglan.example.gov.cn/', null],
  // The root of a host is not the one site below it that is filed.
  ['http://jy.example.gov.cn/', null],
  ['http://other.example.gov.cn/', null],
])('%s is %s', (url, id) => {
  expect(sites.idOf({ url, hosts: [] })).toBe(id);
});
