/**
 * How long a plan takes, start included, and how much memory: `node bench/plan.ts [accounts …]`. Makes registers of invented
 * counties in a temporary folder, runs the command on each and prints wall time, CPU time and the peak of memory. Options:
 * --policy ID (province-2019), --posts N of each account (2), --keep leaves the folder.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, type WriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    policy: { type: 'string', default: 'province-2019' },
    posts: { type: 'string', default: '2' },
    keep: { type: 'boolean', default: false },
  },
});

/** A number from a seed: the same register every time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const TITLES = [
  '我局召开重点工作推进会',
  '医保报销这样办，材料清单看这里',
  '下周停水通知',
  '镇领导走访慰问老党员',
  '转载：今日要闻速览',
  '社保缴费截止时间和办理流程',
  '热烈祝贺我县荣获先进集体',
  '预约挂号有了新入口',
];
const FUNCTIONS = ['在线咨询', '办事预约', '社保查询', '医保查询', '水电缴费', '投诉建议', '信息发布', ''];
const PLATFORMS = ['weixin', 'weixin', 'weixin', 'weixin', 'weibo', 'toutiao', 'douyin'];

async function writeRegister(folder: string, accounts: number, posts: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const next = chance(accounts);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const files = {
    units: createWriteStream(join(folder, 'units.csv')),
    accounts: createWriteStream(join(folder, 'accounts.csv')),
    posts: createWriteStream(join(folder, 'posts.jsonl')),
    collections: createWriteStream(join(folder, 'collections.jsonl')),
    metrics: createWriteStream(join(folder, 'metrics.jsonl')),
  };
  files.units.write('id,name,level,kind,region,parent,management\n');
  files.accounts.write(
    'id,unit,platform,kind,name,handle,registered,verified,status,followers,functions,staff,url\n',
  );
  let unit = 0;
  let made = 0;
  let city = '';
  const addUnit = (
    name: string,
    level: string,
    kind: string,
    region: string,
    parent: string,
    managed = '属地',
  ) => {
    unit += 1;
    files.units.write(`u${unit},${name},${level},${kind},${region},${parent},${managed}\n`);
    return `u${unit}`;
  };
  const addAccount = async (owner: string, platform: string) => {
    if (made >= accounts) return;
    made += 1;
    const id = `a${made}`;
    const kind = platform !== 'weixin' ? 'official' : next() < 0.3 ? 'service' : 'subscription';
    const followers = Math.floor(10 ** (1 + 4 * next()));
    const functions = [pick(FUNCTIONS), pick(FUNCTIONS)].filter((one) => one !== '').join(';');
    await put(
      files.accounts,
      `${id},${owner},${platform},${kind},账号${made},h${made},2016-03-01,${next() < 0.9},active,${followers},${functions},${Math.ceil(3 * next())},https://weixin.example/${id}\n`,
    );
    await put(
      files.collections,
      `${JSON.stringify({ subject: id, what: 'posts', from: '2016-03-01T00:00:00+08:00', to: '2019-05-20T00:00:00+08:00', ok: true })}\n`,
    );
    const silent = next() < 0.15;
    for (let post = 0; post < (silent ? 0 : posts); post += 1) {
      const title = pick(TITLES);
      const day = String(1 + Math.floor(19 * next())).padStart(2, '0');
      await put(
        files.posts,
        `${JSON.stringify({ account: id, id: `${id}-${post}`, published: `2019-05-${day}T09:00:00+08:00`, title, text: `${title}。请广大群众周知。`, reads: Math.floor(followers * next()), likes: 1 })}\n`,
      );
    }
    await put(
      files.metrics,
      `${JSON.stringify({ account: id, day: '2019-05-19', followers, reads: Math.floor(followers * next()) })}\n`,
    );
  };
  for (let county = 0; made < accounts; county += 1) {
    const region = String(430000 + county);
    if (county % 10 === 0) city = addUnit(`第${county}市人民政府`, 'city', 'government', region, '');
    const government = addUnit(`第${county}县人民政府`, 'county', 'government', region, city);
    for (const platform of ['weixin', 'weixin', 'weibo', 'app']) await addAccount(government, platform);
    for (let department = 0; department < 30; department += 1) {
      const managed = department < 2 ? '垂直' : '属地';
      const owner = addUnit(
        `第${county}县第${department}局`,
        'county',
        'department',
        region,
        government,
        managed,
      );
      for (let one = 0; one < 2; one += 1) await addAccount(owner, pick(PLATFORMS));
    }
    for (let town = 0; town < 12; town += 1) {
      const owner = addUnit(`第${county}县第${town}镇人民政府`, 'township', 'government', region, government);
      for (let one = 0; one < 3; one += 1) await addAccount(owner, pick(PLATFORMS));
      for (let village = 0; village < 12; village += 1)
        await addAccount(
          addUnit(`第${county}县第${town}镇${village}村`, 'village', 'government', region, owner),
          pick(PLATFORMS),
        );
    }
  }
  await Promise.all(Object.values(files).map((file) => new Promise<void>((done) => file.end(done))));
}

async function put(file: WriteStream, text: string): Promise<void> {
  if (!file.write(text)) await new Promise<void>((done) => file.once('drain', done));
}

/** Runs the command as users do; GNU time reads CPU and memory. */
async function measure(folder: string): Promise<string> {
  const args = ['plan', folder, '--policy', values.policy, '--as-of', '2019-05-20', '--format', 'json'];
  const child = spawn('/usr/bin/time', ['-f', '%e %U %S %M', join(ROOT, 'bin/xunjian'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said = (said + part.toString()).slice(-4000);
  });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  const [wall, user, system, memory] = (said.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  if (code !== 0) throw new Error(said);
  const cpu = (user ?? 0) + (system ?? 0);
  return `${wall} s wall, ${cpu.toFixed(1)} s CPU, ${Math.round((memory ?? 0) / 1024)} MB`;
}

const folder = mkdtempSync(join(tmpdir(), 'xunjian-plan-'));
try {
  for (const accounts of (positionals.length > 0 ? positionals : ['421', '300000']).map(Number)) {
    const register = join(folder, String(accounts));
    await writeRegister(register, accounts, Number(values.posts));
    console.info(`${accounts} accounts, ${values.policy}: ${await measure(register)}`);
  }
} finally {
  if (values.keep) console.info(folder);
  else rmSync(folder, { recursive: true, force: true });
}
