/**
 * A census of a national register: an invented register of any size, written as a stream, and the time and memory that its census takes.
 *
 *   node bench/census.ts make <folder> <accounts> [days] [posts an account] [seed]
 *   node bench/census.ts run <folder> [text|json|xlsx|html]
 *
 * `run` starts the command itself (`bin/xunjian`) and prints one JSON document. Files are in the order in which collectors append them: day by day.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const DAY = 86_400_000;
const FIRST = Date.UTC(2019, 3, 20);
const AS_OF = '2019-05-20';
const PLATFORMS = ['weixin', 'weixin', 'weixin', 'weibo', 'weibo', 'toutiao', 'douyin', 'app'] as const;
const SUBJECTS =
  '社保 医保 公积金 不动产登记 户籍 河湖 春耕 防汛 招聘 疫苗 路灯 停车 供水 老旧小区 学位 食堂 公交 养老'.split(
    ' ',
  );
const ACTS = '办理指南 有关通知 工作推进会 现场办公 调研 常见问题 公示 温馨提示 网上办理 排查整治'.split(' ');
const SENTENCES = [
  '请携带身份证原件到一楼大厅三号窗口办理，当天取件，不收费。',
  '会议强调，要压实责任，细化措施，确保各项任务落到实处。',
  '工作日上午九点至十二点、下午一点半至五点，可拨打服务热线咨询。',
  '受强降雨影响，部分路段临时封闭，请提前绕行。',
  '符合条件的家庭可在手机上提交申请，五个工作日内答复。',
  '近日，工作人员走访了辖区内的农户，了解春耕备耕情况。',
  '本次招聘共设岗位十二个，报名截止本月底，详情见附件。',
  '接种门诊本周六照常开放，请家长带好预防接种证。',
];

/** Lehmer's generator: the same register for the same seed, everywhere. */
function chance(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Text to a file in blocks of a few megabytes. */
function writeLines(path: string, lines: Iterable<string>): void {
  const file = openSync(path, 'w');
  let block: string[] = [];
  let size = 0;
  const flush = () => {
    const bytes = Buffer.from(block.join(''));
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    block = [];
    size = 0;
  };
  for (const line of lines) {
    block.push(line);
    size += line.length;
    if (size > 1 << 21) flush();
  }
  flush();
  closeSync(file);
}

function make(folder: string, accounts: number, days: number, posts: number, seed: number): void {
  mkdirSync(folder, { recursive: true });
  const random = chance(seed);
  const units = Math.max(1, Math.round(accounts / 4));
  const day = (at: number) => new Date(FIRST + at * DAY).toISOString().slice(0, 10);
  const account = (at: number) => `a${String(at).padStart(6, '0')}`;
  writeLines(
    join(folder, 'units.csv'),
    (function* () {
      yield 'id,name,level,kind,region,parent\n';
      for (let at = 0; at < units; at++) {
        const level =
          at === 0 ? 'province' : at < units / 100 ? 'city' : at < units / 10 ? 'county' : 'township';
        yield `u${at},第${at}号${['人民政府', '教育局', '卫生院', '中学'][random(4)]},${level},government,99${String(at % 10_000).padStart(4, '0')},${at === 0 ? '' : `u${Math.floor(at / 10)}`}\n`;
      }
    })(),
  );
  const followers = Float64Array.from(
    { length: accounts },
    () => 50 + random(random(20) === 0 ? 200_000 : 6_000),
  );
  writeLines(
    join(folder, 'accounts.csv'),
    (function* () {
      yield 'id,unit,platform,kind,name,handle,registered,verified,status,followers,functions,staff,url\n';
      for (let at = 0; at < accounts; at++)
        yield `${account(at)},u${random(units)},${PLATFORMS[random(PLATFORMS.length)]},official,第${at}号发布,gh_${random(1e9).toString(36)}${at},201${random(9)}-0${1 + random(9)}-1${random(10)},true,${random(50) === 0 ? 'stopped' : 'active'},${followers[at]},信息发布;在线咨询,${1 + random(4)},https://social.example/${account(at)}\n`;
    })(),
  );
  writeLines(
    join(folder, 'collections.jsonl'),
    (function* () {
      for (let at = 0; at < accounts; at++) {
        const ok = random(30) > 0;
        yield `{"subject":"${account(at)}","what":"posts","from":"2019-01-01T00:00:00+08:00","to":"2019-05-20T00:00:00+08:00","ok":${ok}${ok ? '' : ',"error":"HTTP 403"'}}\n`;
      }
    })(),
  );
  writeLines(
    join(folder, 'metrics.jsonl'),
    (function* () {
      for (let on = 0; on < days; on++)
        for (let at = 0; at < accounts; at++) {
          const [came, left] = [random(12), random(9)];
          const before = followers[at] ?? 0;
          const bought = random(accounts * 8) === 0 ? 5_000 : 0;
          followers[at] = Math.max(0, before + came - left + bought);
          const reads = random(2 + Math.round(before / 10));
          yield `{"account":"${account(at)}","day":"${day(on)}","followers":${followers[at]},"reads":${reads},"likes":${Math.round(reads / 50)},"shares":${Math.round(reads / 90)},"comments":${Math.round(reads / 300)},"newFollowers":${came + bought},"lostFollowers":${left}}\n`;
        }
    })(),
  );
  writeLines(
    join(folder, 'posts.jsonl'),
    (function* () {
      const rounds = Math.max(1, posts);
      for (let round = 0; round < rounds; round++)
        for (let at = 0; at < accounts; at++) {
          if (at % 40 === 7) continue;
          const on = Math.floor(((round + random(100) / 100) * days) / rounds);
          const reads = random(2 + Math.round((followers[at] ?? 0) / 8));
          const text = Array.from({ length: 1 + random(4) }, () => SENTENCES[random(SENTENCES.length)]).join(
            '',
          );
          const hour = String(7 + random(14)).padStart(2, '0');
          yield `{"account":"${account(at)}","id":"${account(at)}-${round}","published":"${day(on)}T${hour}:${10 + random(49)}:${10 + random(49)}+08:00","title":"${SUBJECTS[random(SUBJECTS.length)]}${ACTS[random(ACTS.length)]}（第${random(99)}期）","text":"${text}","url":"https://social.example/${account(at)}/${round}","reads":${reads},"likes":${Math.round(reads / 40)},"shares":${Math.round(reads / 90)},"comments":${Math.round(reads / 300)},${random(2) === 0 ? '"original":true' : `"original":false${random(4) > 0 ? ',"source":"新华社"' : ''}`}}\n`;
        }
    })(),
  );
}

async function run(folder: string, format: string): Promise<void> {
  const out = join(tmpdir(), `census-bench-${process.pid}.${format}`);
  // The launcher, for the flags that people get; it replaces itself by node, so the process watched is the one that works.
  const launcher = resolve(import.meta.dirname, '../bin/xunjian');
  const began = performance.now();
  const child = spawn(launcher, ['census', folder, '--as-of', AS_OF, '--format', format, '--out', out], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // Linux tells the peak of a process while it lives.
  let status = '';
  let stat = '';
  const look = setInterval(() => {
    try {
      const seen = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      if (seen.includes('VmHWM')) status = seen;
      stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
    } catch {}
  }, 50);
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  clearInterval(look);
  const seconds = (performance.now() - began) / 1000;
  const peak = Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  const [user = 0, system = 0] = stat.split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
  const size = (name: string) => Math.round(statSync(join(folder, name)).size / 1e6);
  const report = {
    folder: {
      metricsMb: size('metrics.jsonl'),
      postsMb: size('posts.jsonl'),
      accountsMb: size('accounts.csv'),
    },
    cores: availableParallelism(),
    format,
    code,
    seconds: Math.round(seconds * 10) / 10,
    cpuSeconds: (user + system) / 100,
    peakMb: Math.round(peak),
    outMb: Math.round(statSync(out).size / 1e6),
  };
  rmSync(out);
  console.log(JSON.stringify(report, null, 2));
}

const [mode, folder, ...rest] = process.argv.slice(2);
if (mode === 'make' && folder !== undefined) {
  const [accounts = 30_000, days = 30, posts = 10, seed = 1] = rest.map(Number);
  make(folder, accounts, days, posts, seed);
} else if (mode === 'run' && folder !== undefined) await run(resolve(folder), rest[0] ?? 'text');
else {
  console.error(
    'node bench/census.ts make <folder> <accounts> [days] [posts] [seed] | run <folder> [format]',
  );
  process.exitCode = 2;
}
