import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, type PageVisit, SiteFacts, shanghai } from '../model/index.ts';
import { AT, reduce, SITE, section, visit } from './testing/pages.ts';

const link = (path: string, text: string) => ({ url: new URL(path, SITE).href, text });
const message = (title: string, more: object = {}) => ({
  title,
  url: `${SITE}msg/${title}.html`,
  received: '2019-01-02',
  replied: null,
  answered: null,
  department: null,
  reply: null,
  ...more,
});

/** A site of many parts, each page a little different. */
const anyVisit: fc.Arbitrary<PageVisit> = fc
  .record({
    n: fc.integer({ min: 0, max: 60 }),
    kind: fc.constantFrom('list', 'article', 'interaction', 'leaders', 'service'),
    age: fc.integer({ min: -3, max: 500 }),
  })
  .map(({ n, kind, age }) => {
    const date = shanghai(AT - age * DAY).slice(0, 10);
    const column = {
      name: `栏目${n % 7}`,
      type: n % 3 === 0 ? '工作动态' : null,
      position: ['首页', `栏目${n % 7}`],
    };
    const path =
      kind === 'article' ? `/c${n % 7}/2019/content_${4000 + n}.html` : `/c${n % 7}/index_${n % 5}.html`;
    return visit(
      n === 60 ? '/' : path,
      {
        kind: kind === 'article' ? 'article' : (kind as 'list'),
        title: `页${n}`,
        column,
        textLength: 100 + n,
        nav: [link('/c1/', '政务公开'), link('/c2/', '互动交流')],
        links: [link(`/c${n % 7}/x${n}.html`, `链接${n}`), { url: `http://out${n % 9}.com/`, text: '外链' }],
        items: kind === 'list' ? [{ title: `文${n}`, url: `${SITE}c/${n}.html`, date }] : [],
        article:
          kind === 'article'
            ? {
                title: `关于事项${n % 11}的通知`,
                published: date,
                source: '某局',
                author: null,
                text: '文'.repeat(n),
              }
            : null,
        leaders:
          kind === 'leaders'
            ? [{ name: `张${n % 5}`, title: n % 2 === 0 ? '县长' : null, resume: n % 3 === 0 }]
            : [],
        messages:
          kind === 'interaction'
            ? [message(`信${n % 6}`, n % 2 === 0 ? { answered: true, replied: date } : { answered: false })]
            : [],
        guide: kind === 'service' ? { 事项名称: `事${n}`, 办理材料: '身份证；等相关材料' } : {},
      },
      { depth: n === 60 ? 0 : 1 + (n % 3) },
    );
  });

describe('the site reducer', () => {
  it('gives the same facts for every order of the same visits', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyVisit, { maxLength: 40, selector: (one) => one.url }),
        fc.infiniteStream(fc.nat()),
        (visits, dice) => {
          const shuffled = visits
            .map((one) => ({ one, at: dice.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at);
          const facts = reduce(visits);
          expect(SiteFacts.parse(facts)).toEqual(facts);
          expect(reduce(shuffled.map(({ one }) => one))).toEqual(facts);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps the newest articles and a sample, whatever the size of the site', () => {
    const visits = Array.from({ length: 3000 }, (_, i) =>
      visit(`/a/${i}.html`, {
        kind: 'article',
        article: {
          title: `文${i}`,
          published: shanghai(AT - i * DAY).slice(0, 10),
          source: null,
          author: null,
          text: '',
        },
      }),
    );
    const articles = section(reduce(visits), 'articles');
    expect(articles.length).toBeLessThanOrEqual(400);
    expect(articles.slice(0, 200).map((one) => one.title)).toEqual(
      Array.from({ length: 200 }, (_, i) => `文${i}`),
    );
    expect(articles.slice(200).length).toBeGreaterThan(150);
  });

  it('calls a message answered where any page shows the answer', () => {
    const messages = section(
      reduce([
        visit('/hd/', { kind: 'interaction', messages: [message('路灯', { answered: false })] }),
        visit('/msg/路灯.html', {
          kind: 'interaction',
          messages: [message('路灯', { answered: true, replied: '2019-01-09' })],
        }),
      ]),
      'interaction',
    ).messages;
    expect(messages).toMatchObject([{ answered: true, replied: '2019-01-09' }]);
  });

  it('does not take what the office publishes about messages for messages', () => {
    const given = [message('2019年4月网上留言受理反馈情况统计'), message('咨询社保缴费统计口径')];
    const facts = reduce([visit('/hd/', { kind: 'interaction', messages: given })]);
    expect(section(facts, 'interaction').messages.map((one) => one.title)).toEqual(['咨询社保缴费统计口径']);
  });

  it('takes the pages of one channel for one channel', () => {
    const channel = (form: boolean) => [
      { kind: 'consult' as const, name: '县长信箱', url: null, form, login: false },
    ];
    const channels = section(
      reduce([
        visit('/xx/', { kind: 'interaction', channels: channel(true) }),
        visit('/xx/msg_1.html', { kind: 'interaction', channels: channel(false) }),
        visit('/xx/msg_2.html', { kind: 'interaction', channels: channel(false) }, { status: 500 }),
      ]),
      'interaction',
    ).channels;
    expect(channels).toMatchObject([{ url: `${SITE}xx/`, form: true, ok: true }]);
  });

  it('reads the elements of a guide by any of their names, and vague demands once', () => {
    const guide = {
      事项名称: '户口迁移',
      法律依据: '条例',
      受理条件: '本县居民',
      申请材料: '身份证、等相关材料，《迁移申请表》',
      办公时间: '9:00',
    };
    const services = section(reduce([visit('/bs/1.html', { kind: 'service', guide })]), 'services');
    expect(services.guides[0]).toMatchObject({
      missing: ['办理地点', '联系电话', '办理流程'],
      forms: [{ name: '迁移申请表', url: null, ok: null }],
    });
    expect(services.guides[0]?.vague).toHaveLength(1);
  });

  it('links a document and its interpretation both ways', () => {
    const article = (title: string) => ({
      title,
      published: '2019-05-01',
      source: '某县人民政府办公室',
      author: null,
      text: '某政发〔2019〕5号',
    });
    const facts = reduce([
      visit('/', { kind: 'home', title: '某县人民政府门户网站', links: [] }),
      visit('/wj/1.html', {
        kind: 'article',
        column: { name: '政策文件', type: null, position: [] },
        article: article('关于加强供水管理的通知'),
        links: [link('/jd/2.html', '相关解读')],
      }),
      visit('/jd/2.html', {
        kind: 'article',
        column: { name: '政策解读', type: null, position: [] },
        article: article('《关于加强供水管理的通知》解读'),
      }),
    ]);
    expect(section(facts, 'documents')).toMatchObject([
      { linksTo: [`${SITE}jd/2.html`], matched: [`${SITE}jd/2.html`], own: true },
    ]);
    expect(section(facts, 'interpretations')).toMatchObject([
      { linksTo: [], matched: [`${SITE}wj/1.html`], form: 'text' },
    ]);
  });

  it('dates undated entries of the home page by their articles', () => {
    const home = section(
      reduce([
        visit('/', {
          kind: 'home',
          title: '某县',
          items: [{ title: '文', url: `${SITE}a/1.html`, date: null }],
        }),
        visit('/a/1.html', {
          kind: 'article',
          article: {
            title: '文',
            published: '2019-05-18T10:00:00+08:00',
            source: null,
            author: null,
            text: '',
          },
        }),
      ]),
      'home',
    );
    expect(home).toMatchObject({ latest: '2019-05-18', items: [{ date: '2019-05-18' }] });
  });

  it('tells an entrance from a home page', () => {
    const links = [link('/a/', '进入网站'), link('/b/', '英文')];
    const home = (more: object) =>
      section(
        reduce([
          visit('/', { kind: 'home', links, ...more }),
          visit('/a/', { kind: 'list', items: [{ title: '文', url: null, date: '2019-05-19' }] }),
        ]),
        'home',
      );
    expect(home({})).toMatchObject({
      entranceOnly: true,
      secondLevel: [
        { read: true, latest: '2019-05-19' },
        { read: false, latest: null },
      ],
    });
    expect(home({ needsScript: true }).entranceOnly).toBe(false);
    const items = Array.from({ length: 8 }, (_, i) => ({ title: `文${i}`, url: null, date: '2019-01-01' }));
    expect(home({ items }).entranceOnly).toBe(false);
  });

  it('does not call a fragment of a page a page without a foot', () => {
    const foot = {
      siteIdCode: '3100000087',
      icp: null,
      police: null,
      sponsor: null,
      contact: null,
      errorReport: null,
    };
    const footer = section(
      reduce([visit('/', { kind: 'home', footer: foot }), visit('/frame.html', {})]),
      'footer',
    );
    expect(footer).toMatchObject({ pages: 1, siteIdCode: { pages: 1, missing: [] } });
  });

  it('takes no article for the home page', () => {
    const article = { title: '文', published: '2019-05-01', source: null, author: null, text: '正文' };
    const facts = reduce([visit('/a/1.html', { kind: 'article', article }, { depth: 0 })]);
    expect(facts.sections.home).toMatchObject({ status: 'unavailable', reason: 'unreachable' });
    expect(section(facts, 'articles')).toHaveLength(1);
  });

  it('tells an entry to services from a body of that name', () => {
    const entry = (text: string) =>
      section(reduce([visit('/', { kind: 'home', nav: [link('/x/', text)] })]), 'services').entry?.name ??
      null;
    expect(['政务服务', '网上办事大厅', '市政务服务和数据管理局', '服务'].map(entry)).toEqual([
      '政务服务',
      '网上办事大厅',
      null,
      null,
    ]);
  });

  it('has no home where nothing came', () => {
    expect(reduce([visit('/')]).sections.home).toMatchObject({
      status: 'unavailable',
      reason: 'unreachable',
    });
  });

  it('has no home where a firewall stood in its place', () => {
    const facts = reduce([visit('/', { obstacle: { kind: 'firewall', quote: '拦截' } })]);
    expect(facts.sections.home).toMatchObject({ status: 'unavailable', reason: 'blocked' });
  });
});

describe('leaders whose résumé a link promises', () => {
  const list = visit('/ld/', {
    kind: 'leaders',
    leaders: [{ name: '李明', title: '县长', resume: true, url: `${SITE}ld/1.html`, promised: true }],
  });
  const own = (leaders: readonly object[], more: object = {}) =>
    visit('/ld/1.html', { kind: 'leaders', leaders: leaders as never, ...more });
  const told = (...visits: PageVisit[]) =>
    section(reduce([visit('/'), list, ...visits]), 'leaders').leaders.map(({ name, resume }) => [
      name,
      resume,
    ]);

  it.each([
    ['that was not read', [], true],
    ['that shows none', [own([{ name: '李 明', title: '县长', resume: false }])], false],
    ['that shows one', [own([{ name: '李明', title: '县长', resume: true }])], true],
    ['that names somebody else', [own([{ name: '周海燕', title: '副县长', resume: false }])], true],
    [
      'that a script fills',
      [own([{ name: '李明', title: '县长', resume: false }], { needsScript: true })],
      true,
    ],
  ])('a page %s', (_, visits, resume) => {
    expect(told(...visits)).toContainEqual(['李明', resume]);
  });
});

it.each(['main.html', 'home.jsp', 'index.htm'])('takes /%s behind an entrance for what it is', (file) => {
  const entrance = visit('/', { kind: 'home', links: [{ url: `${SITE}${file}`, text: '进入网站' }] });
  const items = [{ title: '甲', url: `${SITE}1.html`, date: '2019-05-17' }];
  const home = section(reduce([entrance, visit(`/${file}`, { kind: 'home', items }, { depth: 1 })]), 'home');
  if (file.startsWith('index')) return expect(home.url).toBe(SITE);
  expect(home).toMatchObject({ url: SITE, entranceOnly: true });
  expect(home.secondLevel).toMatchObject([{ url: `${SITE}${file}`, latest: '2019-05-17', read: true }]);
});

it('remembers columns that the navigation leads to on other hosts', () => {
  const nav = [
    { url: `${SITE}tzgg/`, text: '通知公告' },
    { url: 'http://xxgk.example.gov.cn/zcwj/', text: '政策文件' },
    { url: 'http://mail.example.gov.cn/', text: '公务邮箱' },
  ];
  const home = section(reduce([visit('/', { kind: 'home', nav, textLength: 100 })]), 'home');
  expect(home.outside).toEqual([
    { url: 'http://xxgk.example.gov.cn/zcwj/', name: '政策文件', kind: 'policy' },
  ]);
});

it('knows that a leader’s own page was read', () => {
  const leader = (name: string, path: string) => ({
    name,
    title: '县长',
    resume: false,
    url: `${SITE}${path}`,
  });
  const list = visit('/ld/', {
    kind: 'leaders',
    leaders: [leader('李明', 'ld/1.html'), leader('周海燕', 'ld/2.html')],
  });
  const own = visit('/ld/1.html', { kind: 'leaders', leaders: [leader('李明', 'ld/1.html')] });
  const { leaders } = section(reduce([visit('/'), list, own]), 'leaders');
  expect(leaders.map(({ name, seen }) => [name, seen])).toEqual([
    ['李明', true],
    ['周海燕', undefined],
  ]);
});

it('judges a home page made of frames by the pages in them', () => {
  const links = [{ url: `${SITE}main/top.html`, text: '', via: 'frame' as const }];
  const inside = visit('/main/top.html', {
    kind: 'home',
    items: [{ title: '甲', url: `${SITE}1.html`, date: '2019-05-17' }],
  });
  const home = section(reduce([visit('/', { kind: 'home', links }), inside]), 'home');
  expect(home.entranceOnly).toBe(true);
  expect(home.secondLevel).toMatchObject([{ url: `${SITE}main/top.html`, latest: '2019-05-17', read: true }]);
});
