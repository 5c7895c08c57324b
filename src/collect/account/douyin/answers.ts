import { DAY, dayOf, PermanentError, parseTime, TransientError } from '../../../model/index.ts';
import type { HttpAnswer } from '../client.ts';
import { AuthExpiredError, NotAuthorisedError, QuotaError } from '../errors.ts';

/**
 * Throws what an error_code means. 抖音开放平台 · 错误码 (OpenAPI 公共错误码: 2100004, 2190001 …, and those of the newer paths: 28001003 …); 用户授权 ·
 * 刷新 access_token (10008, 10010). It stands in `data` or in `extra`, in newer answers as `err_no`.
 */
export function judgeDouyin(body: unknown, { where }: HttpAnswer, now: number): void {
  const { code, said } = codeOf(body);
  if (code === 0) return;
  const parts = { what: 'collect', where, why: `error_code ${code} ${said}`.trim() };
  switch (code) {
    case 2100004:
    case 2100001:
    case 2119006:
    case 28001005:
    case 28001006:
      throw new TransientError({ ...parts, todo: 'try again later' });
    case 2190002:
    case 2190008:
    case 28001003:
    case 28001008:
    case 10008:
      throw new AuthExpiredError({ ...parts, todo: 'let the office authorise the app again (重新授权)' });
    case 2190001:
    case 28003017:
      throw new QuotaError(
        { ...parts, todo: 'collect again tomorrow' },
        (parseTime(dayOf(now)) ?? now) + DAY,
      );
    case 2190003:
    case 2190004:
    case 2190015:
    case 2190016:
    case 2190017:
    case 2190018:
    case 28001014:
    case 28001016:
    case 28001018:
    case 28001019:
    case 10002:
    case 10003:
    case 10010:
    case 10013:
      throw new NotAuthorisedError({
        ...parts,
        todo: 'the app needs this ability, and the office has to authorise it (授权)',
      });
    default:
      throw new PermanentError(parts);
  }
}

function codeOf(body: unknown): { code: number; said: string } {
  const of = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  for (const part of [of(body, 'data'), of(body, 'extra'), body])
    for (const [key, words] of [
      ['error_code', 'description'],
      ['err_no', 'err_msg'],
    ] as const) {
      const code = Number(of(part, key) ?? 0);
      if (code !== 0 && !Number.isNaN(code)) return { code, said: String(of(part, words) ?? '') };
    }
  return { code: 0, said: '' };
}
