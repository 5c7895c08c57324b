/** Endings by which a site's name is more than its body's name. */
const SITE_ENDINGS = /(?:门户网站|政务服务网|政务网|官方网站|门户|网站|政府网|信息网|网)$/;
const BODY_ENDINGS = /(?:人民政府办公室|人民政府办公厅|人民政府|办公室|办公厅)$/;

/** Names by which a body's own documents and sources are known: the body, and the place or department it stands for. */
export function namesOfBody(names: readonly (string | null)[]): string[] {
  const found = new Set<string>();
  for (const name of names) {
    const body = (name ?? '').trim().replace(SITE_ENDINGS, '');
    const place = body.replace(BODY_ENDINGS, '');
    for (const one of [body, place]) if (one.length >= 3) found.add(one);
  }
  return [...found];
}
