import type { PageKind } from '../../model/index.ts';
import { channelKindOf } from './channel-words.ts';
import { isWritingPage } from './channels.ts';
import { readGuideElements } from './guide.ts';
import { isLeaderPage, readLeaders } from './leaders.ts';
import type { Look } from './look.ts';
import { readMessages } from './messages.ts';

/**
 * Kind of page by what it holds, not by its words: an article that mentions 办事指南 or 县长信箱 shows neither the elements of a
 * guide nor messages, and gets null.
 */
export function kindOf(look: Look): PageKind | null {
  if (isSearchResult(look)) return 'search';
  if (isServicePage(look)) return 'service';
  if (isLeaderPage(look) && readLeaders(look).length > 0) return 'leaders';
  return isInteraction(look) ? 'interaction' : null;
}

const GUIDE_PAGE = /办事指南|服务指南|办理指南|办事服务|政务服务|服务事项|行政许可|网上办事|在线办事/;

function isServicePage(look: Look): boolean {
  const { headed, own } = readGuideElements(look);
  if (headed.size === 0) return false;
  if (headed.size >= 5 && own >= 3) return true;
  if (headed.size < 3) return false;
  return (own >= 2 && GUIDE_PAGE.test(look.about)) || (own >= 1 && /(?:办事|服务|办理)指南/.test(look.about));
}

/** A page of letters, or one to write them in. */
function isInteraction(look: Look): boolean {
  const named = channelNamed(look);
  if (named && isWritingPage(look)) return true;
  if (!/信箱|来信|留言|信件|咨询|写信|投诉|诉求|问政|互动|访谈|征集|调查/.test(look.about)) return false;
  const messages = readMessages(look);
  if (messages.length >= 2) return true;
  const [only] = messages;
  if (only !== undefined && (only.reply !== null || only.received !== null)) return true;
  return named && tagged(look);
}

function tagged(look: Look): boolean {
  return (
    look.page
      .byTag('meta')
      .some(
        (el) =>
          /^columntype$/i.test(el.attr('name') ?? '') &&
          /咨询投诉|征集调查|在线访谈|互动/.test(el.attr('content') ?? ''),
      ) && !hasArticleTag(look)
  );
}

function hasArticleTag(look: Look): boolean {
  return look.page
    .byTag('meta')
    .some((el) => /^articletitle$/i.test(el.attr('name') ?? '') && (el.attr('content') ?? '').trim() !== '');
}

/** Title or breadcrumb end in a channel's name. */
function channelNamed(look: Look): boolean {
  return look.about.split('\n').some((line) => {
    const parts = line.split(/\s*[-_|—–>»:：\s]\s*/).filter((part) => part !== '');
    return [parts[0], parts.at(-1)].some((part) => part !== undefined && channelKindOf(part) !== null);
  });
}

const RESULTS =
  /(?:共?(?:为您)?(?:找到|检索到|搜索到|查询到|搜到|命中)|搜索结果(?:约|共|：)?|共有?)\s?(?:相关)?(?:结果|信息|记录)?(?:约|共)?\s?[\d,]{1,12}\s?(?:条|个|篇|项|件)(?:相关|结果|信息|记录|符合|与)?|(?:用时|耗时)[:：]?\s?[\d.]{1,8}\s?(?:秒|毫秒|ms)|没有(?:找到|搜索到|检索到)(?:与|和|相关|符合|任何|您|“)|抱歉[^\n]{0,12}(?:没有找到|未找到)[^\n]{0,20}(?:相关|结果)/;

/** Results of the site's own search: the title or the address says search, and the page counts its hits. */
function isSearchResult(look: Look): boolean {
  const named = /搜索|检索|search/i.test(look.title);
  const asked =
    /[?&](?:q|qt|keyword|keywords|searchword|sword|wd|word|query|key|searchText)=/i.test(look.page.url) ||
    /\/(?:j?search|s|so|sousuo|jiansuo)(?:\/|\.|\?|$)/i.test(look.page.url);
  if (!named && !asked) return false;
  return RESULTS.test(look.page.text) || (named && asked);
}
