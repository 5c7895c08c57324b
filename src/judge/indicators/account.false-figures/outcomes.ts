import type { OutcomeSpec } from '../../indicator.ts';

/** What the indicator may come to: leads, what the data cannot tell, and what a person found. */
export const outcomes = {
  nothingSeen: {
    state: 'pass',
    says: {
      zh: '{days}日数据和{liked}篇内容中未见购买粉丝、强制点赞的线索',
      en: 'No lead to bought followers or coerced likes in {days} days and {liked} posts',
    },
  },
  tooLittle: {
    state: 'pass',
    says: {
      zh: '数据不足（{days}日、{liked}篇），未见购买粉丝、强制点赞的线索',
      en: 'Too little data ({days} days, {liked} posts); no lead to bought followers or coerced likes is seen',
    },
  },
  unclear: {
    state: 'inconclusive',
    says: {
      zh: '{from}至{to}的{what}，现有数据不足以判断（概率{probability}%，未达疑似）：{because}',
      en: 'The data cannot tell about {what} from {from} to {to} (probability {probability}%, below suspicion): {because}',
    },
    advice: {
      zh: '不作认定。向单位了解：当时有无活动、会议、推广或平台推荐；后台新增粉丝来自扫码、搜索、文章页还是其他；点赞人是否总是同一批人。',
      en: 'Nothing is concluded. Ask the body: was there a meeting, a campaign or a recommendation by the platform; did followers come by code, search or post; are those who like always the same people?',
    },
  },
  growth: {
    state: 'suspected',
    says: {
      zh: '{from}至{to}粉丝异常增加{excess}（此前{base}），疑似概率{probability}%：{because}',
      en: '{excess} unexplained new followers from {from} to {to} (before: {base}), probability {probability}%: {because}',
    },
    advice: {
      zh: '调阅后台粉丝来源和抽样粉丝资料；有推广活动、账号合并的提供佐证后排除。',
      en: 'Look at the sources of followers in the back end and at some of them; a campaign or merger that explains it dismisses this.',
    },
  },
  profiles: {
    state: 'suspected',
    says: {
      zh: '抽样粉丝资料异常，疑似概率{probability}%：{because}',
      en: 'The sampled followers look bought, probability {probability}%: {because}',
    },
    advice: {
      zh: '调阅后台粉丝来源和增长记录，扩大抽样核实。',
      en: 'Look at the sources of followers and their growth in the back end, and sample more of them.',
    },
  },
  evenLikes: {
    state: 'suspected',
    says: {
      zh: '{from}至{to}的{posts}篇内容点赞异常（中位{likes}个，点赞率{ratio}%），疑似概率{probability}%：{because}',
      en: 'The likes of {posts} posts from {from} to {to} look ordered (median {likes}, {ratio}% of readers), probability {probability}%: {because}',
    },
    advice: {
      zh: '查是否下达过点赞、截图、排名等要求；立即取消，不得变相考核点赞。',
      en: 'Find out whether likes, screenshots or rankings were demanded; stop it, and rate nobody by likes.',
    },
  },
  wording: {
    state: 'suspected',
    says: {
      zh: '发布内容或群众留言中有强制点赞的要求或反映（{hits}处）：“{text}”',
      en: 'Posts or messages demand likes or complain of such demands ({hits}): “{text}”',
    },
    advice: {
      zh: '核实来源，确有强制要求的立即纠正并向群众说明。',
      en: 'Check where it comes from; if likes were demanded, put it right and tell the public.',
    },
  },
  found: {
    by: 'person',
    state: 'fail',
    says: { zh: '经认定存在购买粉丝或强制点赞', en: 'Followers were bought or likes coerced' },
    advice: {
      zh: '清理虚假粉丝，取消强制要求，追究责任并公开说明。',
      en: 'Remove the bought followers, withdraw the demands, hold to account who ordered it and say so in public.',
    },
  },
} satisfies Record<string, OutcomeSpec>;
