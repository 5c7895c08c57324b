/**
 * Two 32-bit halves of a 64-bit hash (cyrb53's mixing), the same on every machine: for samples and short names, not against attackers. A
 * million texts collide with a chance of 3 in 10⁸.
 */
export function hashHalves(text: string): readonly [high: number, low: number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a >>> 0, b >>> 0];
}

/** The same as one number of 53 bits. */
export function hash(text: string): number {
  const [a, b] = hashHalves(text);
  return 4294967296 * (2097151 & b) + a;
}
