import type { Concealed } from '../../model/index.ts';
import { oneLine } from '../dom.ts';
import type { Look } from './look.ts';

/** Names and calls of programs that mine coins in the visitor's browser (网页挖矿), as their scripts carry them; in small letters. */
const MINERS = [
  'coinhive',
  'coin-hive',
  'cryptoloot',
  'crypto-loot',
  'deepminer',
  'webminepool',
  'webminerpool',
  'jsecoin',
  'authedmine',
  'coinimp',
  'cryptonight',
  'stratum+tcp:',
  'stratum+ssl:',
  'moneroocean',
  'browsermine',
];
const ANY_MINER = new RegExp(MINERS.map((name) => name.replaceAll('+', '\\+')).join('|'), 'i');
/** Titles of web shells (网页后门), and of their forms. */
const SHELL = /\b(?:c99shell|r57shell|b374k|filesman|wso shell|indoxploit|alfa ?shell)\b/i;
/** Server code that runs whatever a request brings; a page that shows it has it planted and unrun. */
const PLANTED =
  /eval\s?\(\s?(?:base64_decode|gzinflate|str_rot13)\s?\(|(?:eval|assert)\s?\(\s?\$_(?:POST|GET|REQUEST)|eval\s?\(?\s?request(?:\.item|\.form)?\s?[[(]/i;
/** Who has replaced a page signs it in the title. */
const SIGNED = /\b(?:h[a4]cked|d[e3]faced|0?wn[e3]d|pwn[e3]d|r[o0]{2}t[e3]d)\s+by\b/i;
const LONGEST = 200_000;

/** Marks of miners, web shells and replaced pages (挖矿、后门、篡改). Evidence for a person, never a verdict. */
export function maliciousMarks(look: Look): { how: Concealed['how']; url: string | null; text: string }[] {
  const { page, title } = look;
  const found: { how: Concealed['how']; url: string | null; text: string }[] = [];
  const signed = SIGNED.exec(title);
  if (signed !== null) found.push({ how: 'replaced', url: null, text: oneLine(title) });
  if (SHELL.test(title)) found.push({ how: 'malicious-script', url: null, text: oneLine(title) });
  // Next to no script has one of these words, and to look for each of them in all code would cost as much as the page's own text.
  const code = page.code;
  const miners = MINERS.filter((name) => code.mayHold(name));
  const runs = code.mayHold('eval') || code.mayHold('assert');
  for (const el of page.byTag('script')) {
    const src = el.attr('src');
    if (src !== null && ANY_MINER.test(src)) {
      found.push({ how: 'malicious-script', url: page.resolve(src), text: src });
      continue;
    }
    if ((miners.length === 0 && !runs) || el.c1 - el.c0 < 10 || el.c1 - el.c0 > LONGEST) continue;
    const source = page.rawOf(el);
    const at = markAt(source, miners);
    if (at < 0) continue;
    const text = oneLine(source.slice(Math.max(0, at - 40), at + 120));
    found.push({ how: 'malicious-script', url: null, text });
  }
  return found;
}

function markAt(code: string, miners: readonly string[]): number {
  const small = code.toLowerCase();
  const miner = minerAt(small, miners);
  // Most code has neither word, and to look for one costs next to nothing.
  if (miner >= 0 || !(small.includes('eval') || small.includes('assert'))) return miner;
  return PLANTED.exec(code)?.index ?? -1;
}

function minerAt(small: string, miners: readonly string[]): number {
  for (const name of miners) {
    const at = small.indexOf(name);
    if (at >= 0) return at;
  }
  return -1;
}
