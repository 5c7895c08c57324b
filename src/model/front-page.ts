/** The file that a server gives where the folder is asked for. */
export const INDEX_PAGE = /\/(?:index|default)\.(?:s?html?|aspx?|jsp|php|do)$/i;

/** Whether an address is the home page by another name: `/` and `/index.html` of one folder, whatever the scheme. No query. */
export function isFrontPage(url: string, home: string): boolean {
  return folder(url) === folder(home);
}

function folder(url: string): string {
  return url.replace(/^https?:\/\//i, '').replace(INDEX_PAGE, '/');
}
