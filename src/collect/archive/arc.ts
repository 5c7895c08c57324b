import type { WarcHead } from './warc-head.ts';

/**
 * URL-record line of an ARC file, versions 1 and 2 (Internet Archive, 1996): address, IP, date, type, [more,] length. The address
 * may hold blanks, so the line is read from its IP address on.
 */
const LINE = /^(\S.*?) ([\d.]{7,15}|[\da-fA-F:]{2,39}) (\d{8,14}) (\S+)(?: .*)? (\d{1,15})$/;

export function parseArcHead(line: string): WarcHead | null {
  const m = LINE.exec(line.slice(0, 8192));
  if (m === null) return null;
  const [, uri = '', ip = '', date = '', contentType = '', length = ''] = m;
  return {
    type: uri.startsWith('filedesc:') ? 'warcinfo' : 'response',
    fields: new Map([
      ['warc-ip-address', ip],
      ['content-type', contentType],
    ]),
    uri,
    at: arcTime(date),
    id: null,
    length: Number(length),
  };
}

/** `YYYYMMDDhhmmss` in UTC, as milliseconds; a bare day is its beginning. */
function arcTime(digits: string): number | null {
  const [year = 0, ...rest] = [digits.slice(0, 4), ...(digits.slice(4).match(/\d\d/g) ?? [])].map(Number);
  const [month = 1, day = 1, hour = 0, minute = 0, second = 0] = rest;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  return Number.isNaN(time) ? null : time;
}
