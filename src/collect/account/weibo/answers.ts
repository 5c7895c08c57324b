import { HOUR, PermanentError, TransientError } from '../../../model/index.ts';
import type { HttpAnswer } from '../client.ts';
import { AccountStateError, AuthExpiredError, NotAuthorisedError, QuotaError } from '../errors.ts';

/**
 * Throws what an `error_code` means. 微博开放平台 · 错误代码说明 (Error code); 接口访问频次权限 (limits are counted by the clock hour, per user and
 * app and per IP address).
 */
export function judgeWeibo(body: unknown, { where }: HttpAnswer, now: number): void {
  if (typeof body !== 'object' || body === null || !('error_code' in body)) return;
  const code = Number(body.error_code);
  const said = 'error' in body ? String(body.error) : '';
  const parts = { what: 'collect', where, why: `error_code ${code} ${said}`.trim() };
  switch (code) {
    case 10001:
    case 10002:
    case 10009:
    case 10010:
    case 10011:
      throw new TransientError({ ...parts, todo: 'try again later' });
    case 10022:
    case 10023:
    case 10024:
      throw new QuotaError(
        { ...parts, todo: 'collect again after the full hour' },
        (Math.floor(now / HOUR) + 1) * HOUR,
      );
    case 21314:
    case 21315:
    case 21316:
    case 21317:
    case 21319:
    case 21327:
    case 21332:
      throw new AuthExpiredError({ ...parts, todo: 'let the office authorise the app again (重新授权)' });
    case 10004:
    case 10005:
    case 10006:
    case 10014:
    case 20112:
    case 21301:
    case 21321:
    case 21335:
    case 21337:
      throw new NotAuthorisedError({
        ...parts,
        todo: 'the token must be that of the account itself, and the interface granted to the app',
      });
    case 20003:
      throw new AccountStateError(
        { ...parts, todo: 'it was cancelled, banned or renamed; look at its page' },
        'gone',
      );
    default:
      throw new PermanentError(parts);
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TIME = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2}) (\d{4})$/;

/** `Tue May 31 17:46:55 +0800 2011` → milliseconds; null where it is another. */
export function weiboTime(text: string | null | undefined): number | null {
  const m = TIME.exec(text ?? '');
  if (m === null) return null;
  const [, name = '', day, hour, minute, second, sign, hours, minutes, year] = m;
  const month = MONTHS.indexOf(name);
  if (month < 0) return null;
  const local = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? local + offset : local - offset;
}
