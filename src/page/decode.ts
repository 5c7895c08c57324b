/** What else is known about a page's bytes. */
export interface DecodeHints {
  /** Content-Type header of the response. */
  readonly contentType?: string | null;
  /** A charset that a person gave: it is believed without looking. */
  readonly charset?: string;
}

export interface Decoded {
  readonly text: string;
  /** Lower-case WHATWG name; `gb18030` for every GB*. */
  readonly charset: string;
  /** Replacement characters that decoding put in: bytes that are none in this charset. */
  readonly replaced: number;
}

/** How far the declaration is looked for; pages here put scripts before it, so further than the 1,024 bytes of the standard. */
const PRESCAN = 8_192;
/** How much is looked at to tell charsets apart. */
const SAMPLE = 65_536;

/**
 * Bytes → text. Order: a person's word, BOM, then header, `<meta>` and content together: a declaration that the bytes
 * contradict is overruled, because a wrong charset would turn every term and date of the page to rubbish.
 */
export function decodeHtml(bytes: Uint8Array, hints: DecodeHints = {}): Decoded {
  const given = charsetName(hints.charset);
  if (given !== null) return decodeAs(bytes, given);
  const bom = bomOf(bytes);
  if (bom !== null) return decodeAs(bytes, bom);
  const wide = utf16Of(bytes);
  if (wide !== null) return decodeAs(bytes, wide);
  const sample = bytes.subarray(0, SAMPLE);
  if (isAscii(sample) && isAscii(bytes)) return decodeAs(bytes, asciiCharset(bytes, hints));
  const strict = strictUtf8(bytes);
  if (strict !== null && (strict.length > SHORT || !isByChance(strict, bytes, hints)))
    return decoded(strict, 'utf-8');
  if (strict === null && isUtf8(sample, bytes.length > SAMPLE)) return decodeAs(bytes, 'utf-8');
  const declared = charsetName(headerCharset(hints.contentType)) ?? charsetName(metaCharset(bytes));
  return decodeAs(bytes, legacyOf(sample, declared));
}

/** Only a few Chinese characters can pass for UTF-8 by chance. */
const SHORT = 2_000;
const CJK = /[\u2e80-\uffef]/;

/** 停水 in GBK is two Greek letters in UTF-8: the declaration decides where it names a Chinese charset and nothing Chinese came out. */
function isByChance(text: string, bytes: Uint8Array, hints: DecodeHints): boolean {
  if (CJK.test(text)) return false;
  const declared = charsetName(headerCharset(hints.contentType)) ?? charsetName(metaCharset(bytes));
  return declared === 'gb18030' || declared === 'big5';
}

function decodeAs(bytes: Uint8Array, charset: string): Decoded {
  return decoded(new TextDecoder(charset).decode(bytes), charset);
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text of bytes that are UTF-8 from end to end, as most pages are: looked at and decoded in one pass. */
function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return STRICT.decode(bytes);
  } catch {
    return null;
  }
}

function decoded(text: string, charset: string): Decoded {
  let replaced = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) replaced++;
  return { text, charset, replaced };
}

/** Name as this house writes it; null for none or an unknown one. */
function charsetName(label: string | null | undefined): string | null {
  if (label === null || label === undefined || label === '') return null;
  const plain = label
    .trim()
    .toLowerCase()
    .replace(/^["']|["';]$/g, '');
  if (/^(?:x-)?(?:gb|gbk|euc-?cn|cp936|windows-?936|hz-gb|chinese)/.test(plain)) return 'gb18030';
  if (/^utf-?8$|^utf8mb4$/.test(plain)) return 'utf-8';
  try {
    const name = new TextDecoder(plain).encoding;
    return name === 'gbk' ? 'gb18030' : name;
  } catch {
    return null;
  }
}

function bomOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a BOM shows in the zero bytes of its ASCII markup, all on one side. */
function utf16Of(bytes: Uint8Array): string | null {
  const size = Math.min(bytes.length, 4_096) & ~1;
  if (size < 8) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < size; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const pairs = size / 2;
  if (odd > pairs * 0.3 && even < pairs * 0.02) return 'utf-16le';
  if (even > pairs * 0.3 && odd < pairs * 0.02) return 'utf-16be';
  return null;
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

/** Plain ASCII fits every charset, so here the declaration counts. */
function asciiCharset(bytes: Uint8Array, hints: DecodeHints): string {
  const declared = charsetName(headerCharset(hints.contentType)) ?? charsetName(metaCharset(bytes));
  return declared === null || declared.startsWith('utf-16') ? 'utf-8' : declared;
}

function headerCharset(contentType: string | null | undefined): string | null {
  if (contentType === null || contentType === undefined) return null;
  return /charset\s{0,9}=\s{0,9}["']?([\w-]{2,40})/i.exec(contentType)?.[1] ?? null;
}

function metaCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCAN)).replace(/<!--[\s\S]*?-->/g, '');
  return (
    /<meta[^>]{0,300}charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w-]{2,40})/i.exec(head)?.[1] ??
    /<\?xml[^>]{0,200}encoding\s{0,9}=\s{0,9}["']([\w-]{2,40})/i.exec(head)?.[1] ??
    null
  );
}

/**
 * Whether bytes are UTF-8. A page glued from parts may hold a few foreign bytes: one broken byte to sixty good
 * characters is forgiven, which no GB text passes.
 */
function isUtf8(bytes: Uint8Array, cut: boolean): boolean {
  let good = 0;
  let bad = 0;
  const size = bytes.length;
  for (let i = 0; i < size; ) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) {
      i++;
      continue;
    }
    const more =
      byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
    if (cut && i + more >= size) break;
    let fits = more > 0;
    for (let k = 1; k <= more; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) fits = false;
    if (fits) {
      good++;
      i += more + 1;
    } else {
      bad++;
      i++;
    }
  }
  return bad === 0 || bad * 60 <= good;
}

/** Charset of bytes that are not UTF-8: the declared one where the bytes allow it, else the likeliest of GB18030 and Big5. */
function legacyOf(sample: Uint8Array, declared: string | null): string {
  const gb = faults(sample, 'gb18030');
  if (declared === null || declared === 'utf-8' || declared.startsWith('utf-16') || isLatin(declared)) {
    const big = faults(sample, 'big5');
    if (big + 0.002 < gb || (big <= gb && commonness(sample, 'big5') > commonness(sample, 'gb18030')))
      return 'big5';
    return gb <= 0.2 ? 'gb18030' : (declared ?? 'gb18030');
  }
  if (declared === 'gb18030') return gb > 0.05 && faults(sample, 'big5') < gb / 10 ? 'big5' : 'gb18030';
  const own = faults(sample, declared);
  return own > 0.02 && gb < own / 10 ? 'gb18030' : declared;
}

/** Servers declare Latin by default; Chinese pages are none. */
function isLatin(charset: string): boolean {
  return charset === 'windows-1252' || charset === 'iso-8859-1' || charset === 'us-ascii';
}

/** Share of characters beyond ASCII that are no characters in this charset. */
function faults(sample: Uint8Array, charset: string): number {
  const text = new TextDecoder(charset).decode(sample);
  let bad = 0;
  let all = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    all++;
    if (code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) bad++;
  }
  return all === 0 ? 0 : bad / all;
}

/** The commonest characters of Chinese prose, simplified and traditional: the right charset shows many of them. */
const COMMON = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指',
);

function commonness(sample: Uint8Array, charset: string): number {
  const text = new TextDecoder(charset).decode(sample);
  let common = 0;
  let all = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x80) continue;
    all++;
    if (COMMON.has(text[i] ?? '')) common++;
  }
  return all === 0 ? 0 : common / all;
}
