import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { serve } from '../collect/site/testing/server.ts';

const main = join(import.meta.dirname, 'main.ts');
const root = mkdtempSync(join(tmpdir(), 'xunjian-collect-'));
afterAll(() => rmSync(root, { recursive: true }));
const TOKEN = '2.00Sesame-Open-Token';

/** Not the synchronous kind: the platform's stand-in lives in this process. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [main, ...args], { env: { PATH: '', ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part) => {
    stdout += part;
  });
  child.stderr.on('data', (part) => {
    stderr += part;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((done) =>
    child.on('close', (code) => done({ code, stdout, stderr })),
  );
  return { child, ended };
}
const run = (...given: Parameters<typeof start>) => start(...given).ended;

function register(name: string): string {
  const folder = join(root, name);
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'accounts.csv'),
    'id,platform,name,handle,registered\na1,weibo,甲县发布,1,2018-01-01\na2,weixin,甲县之声,gh_2,\n',
  );
  return folder;
}

function weibo(answers: (uid: string | null) => boolean = () => true, text = '防汛提醒') {
  const day = new Date(Date.now() - 86_400_000).toUTCString();
  const [, dd, mon, yyyy] = /, (\d\d) (\w+) (\d+)/.exec(day) ?? [];
  return serve((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!answers(url.searchParams.get('uid'))) return;
    const body =
      url.searchParams.get('access_token') !== TOKEN
        ? { error: `invalid_access_token ${url.searchParams.get('access_token')}`, error_code: 21332 }
        : url.pathname.includes('users/show')
          ? { idstr: '1', screen_name: '甲县发布', followers_count: 12 }
          : url.pathname.includes('user_timeline')
            ? {
                statuses: [{ idstr: '77', text, created_at: `Mon ${mon} ${dd} 08:00:00 +0800 ${yyyy}` }],
                total_number: 1,
              }
            : { comments: [], total_number: 0 };
    response.end(JSON.stringify(body));
  });
}

describe('xunjian collect', { timeout: 90_000 }, () => {
  it('collects into the register, twice the same, and tells per account', async () => {
    const server = await weibo();
    const folder = register('good');
    const file = join(root, 'credentials.yaml');
    writeFileSync(file, `platforms:\n  weibo:\n    endpoint: ${server.origin}\n    access_token: ${TOKEN}\n`);
    chmodSync(file, 0o600);
    const args = ['collect', folder, '--credentials', file, '--allow-private'];
    const first = await run(args);
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('a2 甲县之声：未采集，缺少凭据（weixin：appid, secret）');
    expect(first.stdout).toContain('a1 甲县发布：1 条发布、1 天数据\n');
    const second = await run(args, { XUNJIAN_CREDENTIALS: file });
    expect(second.code).toBe(0);
    const lines = (name: string) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
    expect(lines('posts.jsonl')).toHaveLength(1);
    expect(lines('metrics.jsonl')).toHaveLength(1);
    const posts = lines('collections.jsonl')
      .map((line) => JSON.parse(line))
      .filter(({ what }) => what === 'posts');
    expect(posts).toMatchObject([
      { subject: 'a1', ok: true, from: '2018-01-01T00:00:00+08:00' },
      { subject: 'a1', ok: true },
    ]);
    expect(existsSync(join(folder, '.collect.lock'))).toBe(false);
    await server.close();
  });

  it('follows links of the posts one step, and not where that is switched off', async () => {
    const target = await serve((request, response) => {
      response.writeHead(request.url === '/robots.txt' ? 404 : 200, { 'content-type': 'text/html' });
      response.end('<title>domain for sale</title><p>该域名已过期，正在出售</p>');
    });
    const server = await weibo(() => true, `办理入口 ${target.origin}/apply`);
    const env = { XUNJIAN_WEIBO_ACCESS_TOKEN: TOKEN, XUNJIAN_WEIBO_ENDPOINT: server.origin };
    const folder = register('links');
    const args = ['collect', folder, '--allow-private', '--account', 'a1', '--what', 'posts'];
    expect((await run([...args, '--follow', '0'], env)).code).toBe(0);
    expect(existsSync(join(folder, 'links.jsonl'))).toBe(false);
    const { code, stdout } = await run(args, env);
    expect(code).toBe(0);
    expect(stdout).toContain('1 个链接');
    const row = JSON.parse(readFileSync(join(folder, 'links.jsonl'), 'utf8'));
    expect(row).toMatchObject({ account: 'a1', post: '77', url: `${target.origin}/apply`, state: 'open' });
    const judged = await run(['census', folder, '--format', 'json']);
    const [account] = JSON.parse(judged.stdout).accounts;
    expect(account.findings).toContainEqual(
      expect.objectContaining({
        indicator: 'account.harmful-content',
        outcome: 'suspectLink',
        state: 'suspected',
      }),
    );
    await server.close();
    await target.close();
  });

  it('takes credentials from the environment, and shows no secret that a platform echoes', async () => {
    const server = await weibo();
    const folder = register('echo');
    const { code, stdout, stderr } = await run(
      ['collect', folder, '--allow-private', '--account', 'a1', '--what', 'posts', '--lang', 'en'],
      { XUNJIAN_WEIBO_ACCESS_TOKEN: 'wrong-Sesame', XUNJIAN_WEIBO_ENDPOINT: server.origin },
    );
    expect(code).toBe(3);
    expect(stdout).toMatch(/a1 甲县发布: nothing new; posts .* not covered \(.*21332/);
    const written = readFileSync(join(folder, 'collections.jsonl'), 'utf8');
    expect(JSON.parse(written)).toMatchObject({ subject: 'a1', what: 'posts', ok: false });
    expect(stdout + stderr + written).not.toContain('Sesame');
    await server.close();
  });

  it.each([
    ['SIGINT', 130],
    ['SIGKILL', null],
  ] as const)('keeps what it has when %s ends it, and goes on from there', async (signal, code) => {
    const folder = register(signal);
    writeFileSync(
      join(folder, 'accounts.csv'),
      'id,platform,name,handle\na1,weibo,甲县发布,1\na2,weibo,乙镇发布,2\n',
    );
    let hang: ((uid: string | null) => boolean) | null = (uid) => uid === '2';
    let hung: () => void = () => {};
    const waiting = new Promise<void>((done) => {
      hung = done;
    });
    const server = await weibo((uid) => {
      if (hang?.(uid) !== true) return true;
      hung();
      return false;
    });
    const env = { XUNJIAN_WEIBO_ACCESS_TOKEN: TOKEN, XUNJIAN_WEIBO_ENDPOINT: server.origin };
    const args = ['collect', folder, '--allow-private', '--what', 'posts'];
    const { child, ended } = start(args, env);
    await waiting;
    child.kill(signal);
    const first = await ended;
    expect(first.code).toBe(code);
    if (signal === 'SIGINT') expect(first.stderr).toContain('interrupted; what was collected is kept');
    hang = null;
    const again = await run([...args, '--account', 'a2'], env);
    expect(again.stderr).toBe('');
    expect(again.code).toBe(0);
    const posts = readFileSync(join(folder, 'posts.jsonl'), 'utf8').trimEnd().split('\n');
    expect(posts.map((line) => JSON.parse(line).account).sort()).toEqual(['a1', 'a2']);
    await server.close();
  });

  it.each([
    [
      'loopback without leave',
      [],
      { XUNJIAN_WEIBO_ACCESS_TOKEN: TOKEN, XUNJIAN_WEIBO_ENDPOINT: 'https://127.0.0.1:1' },
      3,
      /not one of the public internet/,
    ],
    [
      'an open endpoint',
      [],
      { XUNJIAN_WEIBO_ACCESS_TOKEN: TOKEN, XUNJIAN_WEIBO_ENDPOINT: 'http://a.example' },
      2,
      /^xunjian: credentials endpoint of weibo: is no https address.*\n$/,
    ],
    [
      'an account that is not there',
      ['--account', 'x'],
      {},
      2,
      /--account x: the register .* has no such account/,
    ],
    ['nothing to do', [], {}, 2, /共 2 个账号，采集 0 个/],
  ] as const)('refuses %s', async (name, args, env, code, said) => {
    const outcome = await run(['collect', register(name.replaceAll(' ', '-')), ...args], env);
    expect(outcome.code).toBe(code);
    expect(outcome.stdout + outcome.stderr).toMatch(said);
    expect(outcome.stdout + outcome.stderr).not.toContain('Sesame');
  });
});
