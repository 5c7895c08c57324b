import type { Bilingual } from '../../../model/index.ts';
import type { FollowerCode, LikesCode, Weight } from '../../../signals/index.ts';

/** One sentence for each piece of evidence; `{name}` is filled from its numbers. */
const SENTENCES: Readonly<Record<FollowerCode | LikesCode, Bilingual>> = {
  unread: {
    zh: '超出常态的{excess}名新增粉丝中，同期及前几日的新增阅读最多能带来{explained}名',
    en: 'of {excess} followers beyond the usual and unexplained, readers of those days may have brought {explained} more at most',
  },
  share: { zh: '增量相当于此前粉丝数的{share}%', en: 'the growth is {share}% of the followers before it' },
  abrupt: {
    zh: '{days}天内骤增后立即恢复平常，没有热度消退的过程',
    en: 'it came within {days} day(s) and stopped at once, without the tail that attention has',
  },
  even: {
    zh: '每日增量几乎相等（离散度{spread}%）',
    en: 'each day brought nearly the same (spread {spread}%)',
  },
  long: { zh: '连续{days}天增长而没有相应阅读', en: 'it went on for {days} days without readers to match' },
  round: { zh: '增量{excess}接近整数', en: 'the growth of {excess} lies at a round number' },
  again: { zh: '类似的异常增长共{times}次', en: 'such growth came {times} times' },
  fell: {
    zh: '增粉后一日内又掉去增量的{share}%，超过平台清理的普遍幅度',
    en: '{share}% of it fell away again in one day, beyond what the platform took from everybody',
  },
  silentReads: {
    zh: '新增阅读几乎没有互动（仅为平常的{share}%）',
    en: 'the further reads brought hardly any reactions ({share}% of the usual)',
  },
  outOfStep: {
    zh: '同一热门内容其他日子的读者关注的比例，只及这几天的1/{times}',
    en: 'for each reader {times} times as many followed as on the other days of the same widely read post',
  },
  answered: {
    zh: '新增粉丝的{share}%当时即有互动，像是现场扫码关注',
    en: '{share}% of those who came reacted at once, as people at a meeting do',
  },
  unseen: { zh: '没有阅读数据，难以核对', en: 'no reads are known to compare with' },
  readers: {
    zh: '同期新增阅读为新增粉丝的{times}倍，且有相应互动',
    en: '{times} times as many further reads came in those days, and their reactions',
  },
  few: { zh: '增量只有{excess}名', en: 'they were only {excess}' },
  gap: { zh: '增长发生在数据缺失期间', en: 'it came while data are missing' },
  campaign: { zh: '同期有推广关注的活动', en: 'a campaign asked people to follow at that time' },
  young: { zh: '账号开设仅{days}天', en: 'the account was only {days} days old' },
  profiles: {
    zh: '抽样的{of}名粉丝中{count}名（{share}%）像批量注册的账号',
    en: '{count} of {of} sampled followers ({share}%) look made for sale',
  },
  profilesThen: {
    zh: '该时段关注的{of}名抽样粉丝中{count}名（{share}%）像批量注册的账号',
    en: '{count} of the {of} sampled who came then ({share}%) look made for sale',
  },
  profilesFine: {
    zh: '该时段关注的{of}名抽样粉丝中只有{count}名（{share}%）像批量注册的账号',
    en: 'only {count} of the {of} sampled who came then ({share}%) look made for sale',
  },
  madeTogether: {
    zh: '抽样粉丝中{count}名的账号在三周内集中注册（共{of}名）',
    en: '{count} of {of} sampled followers were made within three weeks',
  },
  cameTogether: {
    zh: '像批量注册的{of}名抽样粉丝中{count}名集中在45天内关注',
    en: '{count} of the {of} that look made for sale came within 45 days',
  },
  atNight: { zh: '{of}名中{count}名在0时至5时关注', en: '{count} of {of} followed between 0:00 and 5:00' },
  inOrder: { zh: '关注的先后与账号注册的先后一致', en: 'they followed in the order in which they were made' },
  headcount: {
    zh: '{posts}篇内容的点赞数都在{likes}上下，与阅读量高低无关',
    en: '{posts} posts have about {likes} likes each, however many read them',
  },
  independent: {
    zh: '点赞数几乎不随阅读量变化（弹性{slope}，正常约为1）',
    en: 'likes hardly follow reads (elasticity {slope}; about 1 is normal)',
  },
  follows: {
    zh: '点赞数随阅读量增减（弹性{slope}），像读者自愿点赞',
    en: 'likes grow with reads (elasticity {slope}), as those of readers do',
  },
  ratio: {
    zh: '点赞率中位数{ratio}%，同平台阅读量相近的账号约{peers}%',
    en: 'the median share of readers who like is {ratio}%; at accounts that are read as much it is about {peers}%',
  },
  early: {
    zh: '发布初期读者的点赞率约为此后读者的{times}倍（{posts}篇中{ahead}篇）',
    en: 'the first readers were {times} times as ready to like as later ones ({ahead} of {posts} posts)',
  },
  withReads: { zh: '点赞随阅读同步增加（{posts}篇）', en: 'likes came along with reads ({posts} posts)' },
  sisters: {
    zh: '同一上级单位另有{sisters}个账号的点赞数与之接近且同样整齐',
    en: '{sisters} more accounts under the same body get about as many likes, as evenly',
  },
  over: {
    zh: '{posts}篇中{over}篇的点赞数达到或超过阅读数',
    en: '{over} of {posts} posts have as many likes as reads, or more',
  },
  staff: { zh: '点赞数与人员数（{staff}）接近', en: 'the likes are about as many as the staff ({staff})' },
  quota: {
    zh: '点赞数多在{quota}稍上，像完成任务数',
    en: 'likes lie just above {quota}, as if that were the task',
  },
  apart: {
    zh: '这些内容的点赞率{ratio}%，其余内容只有{elsewhere}%',
    en: 'of the readers of these posts {ratio}% like, of others {elsewhere}%',
  },
};

/** Why, the weightiest first: at most so many in a sentence. */
const SAID = 3;

export function reasonsOf(weights: readonly Weight<FollowerCode | LikesCode>[]): Bilingual[] {
  return weights
    .filter(({ odds }) => Math.abs(odds) >= 0.3)
    .map(({ code, values, odds }) => {
      const sentence = SENTENCES[code];
      const against = odds < 0;
      return {
        zh: `${against ? '（有利）' : ''}${filled(sentence.zh, values)}`,
        en: `${against ? '(in its favour) ' : ''}${filled(sentence.en, values)}`,
      };
    });
}

/** The weightiest of them as one sentence. */
export function inShort(reasons: readonly Bilingual[]): Bilingual {
  const some = reasons.slice(0, SAID);
  return { zh: some.map(({ zh }) => zh).join('；') || '—', en: some.map(({ en }) => en).join('; ') || '—' };
}

function filled(sentence: string, values: Weight<string>['values'] = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '—'));
}
