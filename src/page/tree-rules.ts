/**
 * Which tag closes which (WHATWG HTML §13.2.6, the part that pages rely on): elements without content, optional end tags,
 * and the borders that an end tag cannot cross. Pages of government sites lean on all of these.
 */
const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

export const VOID = set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
);

/** Elements whose content is text for machines, not markup. */
export const RAW = set('script style textarea title noscript iframe noframes noembed xmp');

/** Elements that break the line before and after them. */
export const BLOCK = set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer ' +
    'form frameset h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre section select summary ' +
    'table tbody td tfoot th thead tr ul ucapcontent ucaptitle template',
);

/** A start tag of these closes an open paragraph. */
export const CLOSES_P = set(
  'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 ' +
    'h5 h6 header hr li main menu nav ol p pre section summary table ul',
);

/** Start tag → open elements it closes, looked for up to a border. */
export const IMPLIED: ReadonlyMap<
  string,
  { readonly closes: ReadonlySet<string>; readonly border: ReadonlySet<string> }
> = new Map([
  ['li', { closes: set('li'), border: set('ul ol menu dir table td th dl body') }],
  ['dd', { closes: set('dd dt'), border: set('dl table td th ul ol li body') }],
  ['dt', { closes: set('dd dt'), border: set('dl table td th ul ol li body') }],
  ['tr', { closes: set('tr'), border: set('table') }],
  ['td', { closes: set('td th'), border: set('tr table') }],
  ['th', { closes: set('td th'), border: set('tr table') }],
  ['tbody', { closes: set('tbody thead tfoot caption colgroup'), border: set('table') }],
  ['thead', { closes: set('tbody thead tfoot caption colgroup'), border: set('table') }],
  ['tfoot', { closes: set('tbody thead tfoot caption colgroup'), border: set('table') }],
  ['option', { closes: set('option'), border: set('select optgroup datalist body div') }],
  ['optgroup', { closes: set('option optgroup'), border: set('select body div') }],
  ['a', { closes: set('a'), border: set('td th table li ul ol dl body') }],
]);

/** An end tag that is none of the table's own does not reach beyond these. */
export const TABLE_SCOPE = set('table td th caption template');
export const TABLE_TAGS = set('table tbody thead tfoot tr td th caption');

/** Elements that an end tag of a phrase (`</span>`, `</font>`) does not close. */
export const SPECIAL = set(
  'address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 ' +
    'h6 header html li main menu nav ol p pre section table tbody td tfoot th thead tr ul',
);

/** Frequent tags without rules of their own; like all of HTML proper they open even where they are written as `<span/>`. */
export const PHRASES = set('a span font b i u strong em label button head');

/** Further tags that readers ask for by name. */
export const ASKED = set('time video audio object svg path xml use picture canvas');
