import {
  DAY,
  dayOf,
  PermanentError,
  parseTime,
  ThrottledError,
  TransientError,
} from '../../../model/index.ts';
import type { HttpAnswer } from '../client.ts';
import { AccountStateError, AuthExpiredError, NotAuthorisedError, QuotaError } from '../errors.ts';

/** Figures of a day are not ready yet: the day is left for the next run. */
export class NotReadyError extends PermanentError {}

/** Milliseconds that a call too fast for the minute has to wait. */
const MINUTE_MS = 60_000;

/**
 * Throws what an errcode means; 0 or none is data. 微信公众平台开发文档 · 全局返回码, and the tables of “获取 Access token” (40164, 50004, 50007,
 * 89503), “图文分析数据接口” (61500–61503) and “图文消息留言管理接口” (88000–88002).
 */
export function judgeWeixin(body: unknown, { where }: HttpAnswer, now: number): void {
  const code = errcodeOf(body);
  if (code === 0) return;
  const said = typeof body === 'object' && body !== null && 'errmsg' in body ? String(body.errmsg) : '';
  const parts = { what: 'collect', where, why: `errcode ${code} ${said}`.trim() };
  switch (code) {
    case -1:
      throw new TransientError({ ...parts, todo: 'try again later' });
    case 40001:
    case 40014:
    case 41001:
    case 42001:
    case 42007:
      throw new AuthExpiredError({
        ...parts,
        todo: 'check AppSecret; somebody else may have fetched a token',
      });
    case 45009:
      // Quotas of calls are full again at midnight, Beijing time.
      throw new QuotaError(
        { ...parts, todo: 'collect again tomorrow' },
        (parseTime(dayOf(now)) ?? now) + DAY,
      );
    case 45011:
      throw new ThrottledError(parts, MINUTE_MS);
    case 50002:
    case 50007:
      throw new AccountStateError(
        { ...parts, todo: 'ask the office: the account is frozen, banned or cancelled' },
        'banned',
      );
    case 40164:
    case 61004:
    case 89503:
      throw new NotAuthorisedError({
        ...parts,
        todo: 'add this machine to the IP white list of the account (IP 白名单)',
      });
    case 40002:
    case 40013:
    case 40125:
    case 41002:
    case 41004:
      throw new NotAuthorisedError({ ...parts, todo: 'check appid and secret' });
    case 48001:
    case 48004:
    case 50001:
    case 50004:
    case 88000:
      throw new NotAuthorisedError({
        ...parts,
        todo: 'the account must be verified and the interface granted to it (接口权限)',
      });
    case 61503:
      throw new NotReadyError(parts);
    default:
      throw new PermanentError(parts);
  }
}

function errcodeOf(body: unknown): number {
  if (typeof body !== 'object' || body === null || !('errcode' in body)) return 0;
  return Number(body.errcode);
}
