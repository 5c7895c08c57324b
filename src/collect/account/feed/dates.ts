import { isDay, parseTime, shanghai } from '../../../model/index.ts';

/** RFC 822 §5 as RSS 2.0 uses it, with the four-digit years of RFC 2822; the zone is often left out. */
const RFC822 =
  /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2}\s+[A-Za-z]{3,9}\s+\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?)\s*(.*)$/;

/**
 * A date as feeds write it → a day, or a time with offset; null where it is none. Without a zone it is Asia/Shanghai, and so is `CST`,
 * which JavaScript takes for the American one.
 */
export function feedDate(text: string | undefined): string | null {
  const given = text?.trim() ?? '';
  const iso = parseTime(given);
  if (iso !== null) return isDay(given) ? given : shanghai(iso);
  const m = RFC822.exec(given);
  if (m === null) return null;
  const [, local = '', zone = ''] = m;
  const at = Date.parse(`${local} ${zone === '' || zone === 'CST' ? '+0800' : zone}`);
  return Number.isNaN(at) ? null : shanghai(at);
}
