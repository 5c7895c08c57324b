/** Code of an error of the system or of a library (`ENOSPC`, `UND_ERR_SOCKET`); null where it has none. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
