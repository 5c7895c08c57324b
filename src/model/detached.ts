/**
 * The same text in memory of its own. A piece cut from a page keeps the whole page in memory (V8 cuts without copying): whatever is
 * kept beyond the page, such as an address that was looked up, is to be kept like this.
 */
export function detached(text: string): string {
  // Joined, it is written anew when it is cut; what it is cut from then is its own length and one.
  return `${text} `.slice(0, -1);
}
