import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pngOf } from '../attachments/png.ts';
import { pictureHead } from './picture.ts';
import { createCodeReader } from './reader.ts';
import { codePng, type Drawing } from './testing/codes.ts';

const TEXT = 'http://weixin.qq.com/r/QkzAbCDE-1f2rXYZ9';
/** A picture of 1 × 1 (invented), to see that formats besides PNG are taken. */
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const reader = createCodeReader();
afterAll(() => reader.close());

describe('codes in pictures', () => {
  it.each<[string, Drawing]>([
    ['plain', {}],
    ['small', { scale: 2 }],
    ['coloured', { dark: [20, 90, 160], light: [250, 245, 225] }],
    ['light on dark', { dark: [255, 255, 255], light: [20, 20, 60] }],
    ['with a logo', { logo: 0.2, scale: 6 }],
    ['turned', { turn: 20, scale: 6 }],
    ['upside down', { turn: 180 }],
  ])('are read: %s', async (_, drawing) => {
    expect(await reader.read(await codePng(TEXT, drawing))).toEqual({ status: 'read', codes: [TEXT] });
  });
  it.each(['code.jpg', 'photo.jpg'])('are read in a JPEG, turned and blurred as well: %s', async (file) => {
    const bytes = readFileSync(join(import.meta.dirname, 'fixtures', file));
    expect(await reader.read(bytes)).toEqual({ status: 'read', codes: [TEXT] });
  });
  it('hold Chinese as it is', async () => {
    const text = 'https://weibo.com/n/青岚发布';
    expect(await reader.read(await codePng(text))).toEqual({ status: 'read', codes: [text] });
  });
  it('are none in a picture without one', async () => {
    const noise = pngOf(
      Uint8Array.from({ length: 3600 }, (_, at) => (at * 7919) % 251),
      60,
      60,
      1,
    );
    expect(await reader.read(noise)).toEqual({ status: 'read', codes: [] });
    expect(await reader.read(GIF)).toMatchObject({ status: 'read', codes: [] });
  });
  it('break nothing: damaged, cut, huge, other files', async () => {
    const whole = await codePng(TEXT);
    const cut = whole.subarray(0, Math.floor(whole.length / 2));
    const damaged = Uint8Array.from(whole, (byte, at) => (at > 60 && at % 5 === 0 ? byte ^ 0x5a : byte));
    const vast = Buffer.from(whole);
    vast.writeUInt32BE(60_000, 16);
    vast.writeUInt32BE(60_000, 20);
    const readings = [];
    for (const bytes of [
      cut,
      damaged,
      vast,
      new Uint8Array(0),
      Buffer.from('<svg xmlns="x"/>'),
      Buffer.from('hello'),
      Buffer.from([0xff, 0xd8, 0xff]),
    ])
      readings.push(await reader.read(bytes));
    expect(readings.map((one) => (one.status === 'unread' ? one.reason : one.codes))).toEqual([
      'broken',
      'broken',
      'limit',
      'format',
      'format',
      'format',
      'broken',
    ]);
    // The thread still works.
    expect(await reader.read(whole)).toEqual({ status: 'read', codes: [TEXT] });
  });
  it('are given up where they take too long', async () => {
    const hasty = createCodeReader({ timeMs: 0, bytes: 200_000 });
    expect(await hasty.read(await codePng(TEXT))).toMatchObject({ status: 'unread', reason: 'limit' });
    expect(await hasty.read(new Uint8Array(200_001))).toMatchObject({ status: 'unread', reason: 'limit' });
    await hasty.close();
  });
});

describe('heads of pictures', () => {
  it.each([
    ['89504e470d0a1a0a0000000d494844520000012c000000c8', 'png', 300, 200],
    ['ffd8ffe000104a46494600010100000100010000ffc0001108006400c803', 'jpeg', 200, 100],
    ['4749463839610a001400', 'gif', 10, 20],
    ['424d000000000000000000000000280000001e00000028000000', 'bmp', 30, 40],
    ['52494646000000005745425056503820', 'webp', null, null],
    ['00', 'other', null, null],
  ])('%s', (hex, format, width, height) => {
    expect(pictureHead(Buffer.from(hex, 'hex'))).toEqual({ format, width, height });
  });
});
