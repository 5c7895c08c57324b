import { DAY, type Evidence, type Finding, parseTime } from '../model/index.ts';
import { both, html, type Markup, t } from '../report/index.ts';

type Series = Extract<Evidence, { type: 'series' }>;

/** Styles of the charts; colours are those of the page. */
export const CHART_STYLE = `svg.spark{display:block;width:100%;max-width:360px;height:auto;margin:6px 0 2px}.spark rect{fill:var(--warn);opacity:.22}.spark .real{stroke:var(--accent);fill:none;stroke-width:1.6}.spark .due{stroke:var(--soft);fill:none;stroke-width:1.2;stroke-dasharray:4 3}
.spark text{font-size:10px;fill:var(--soft)}.why{margin:2px 0 6px;padding-left:1.2em;font-size:13px;color:var(--soft)}`;

const WIDTH = 360;
const HEIGHT = 92;
const EDGE = { left: 4, right: 4, top: 14, bottom: 16 };

/** Charts of the measurements that suspected findings rest on, each with its causes; nothing where there are none. */
export function chartsOf({
  findings,
}: {
  readonly findings: readonly Pick<Finding, 'state' | 'evidence'>[];
}): readonly Markup[] {
  return findings
    .filter(({ state }) => state === 'suspected')
    .flatMap(({ evidence }) => evidence)
    .flatMap((one) => (one.type === 'series' && one.because !== undefined ? [explained(one)] : []));
}

function explained(series: Series): Markup {
  const { because = [], probability, name } = series;
  const percent = probability === undefined ? null : Math.round(100 * probability);
  return html`<details><summary>${name}${percent !== null && html` · ${t(`疑似概率${percent}%`, `probability ${percent}%`)}`}</summary>
${chart(series)}<ul class="why">${because.map((cause) => html`<li>${both(cause)}</li>`)}</ul></details>`;
}

/** The days as they were (line), as they were to be expected (dashes), and those that stand out (bands). Days missing are a gap in the line. */
function chart({ points, expected = [], marks = [], name }: Series): Markup | '' {
  const known = placed(points);
  const due = placed(expected);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || last.at === first.at) return '';
  const values = [...known, ...due].map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = last.at - first.at;
  const x = (at: number) => EDGE.left + ((at - first.at) / span) * (WIDTH - EDGE.left - EDGE.right);
  const y = (value: number) =>
    HEIGHT - EDGE.bottom - ((value - low) / Math.max(1, high - low)) * (HEIGHT - EDGE.top - EDGE.bottom);
  const line = (list: readonly Point[]) =>
    list
      .map(({ at, value }, index) => {
        const before = list[index - 1];
        const isOn = before !== undefined && at - before.at <= 1.5 * DAY;
        return `${index === 0 || (list === known && !isOn) ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      })
      .join('');
  const bands = marks.flatMap((mark) => {
    const at = parseTime(mark);
    return at === null ? [] : [at];
  });
  const width = Math.max(2, (DAY / span) * WIDTH);
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${name}">${bands.map(
    (at) =>
      html`<rect x="${(x(at) - width / 2).toFixed(1)}" y="${EDGE.top}" width="${width.toFixed(1)}" height="${HEIGHT - EDGE.top - EDGE.bottom}"/>`,
  )}<path class="due" d="${line(due)}"/><path class="real" d="${line(known)}"/><text x="${EDGE.left}" y="10">${high}</text><text x="${EDGE.left}" y="${HEIGHT - EDGE.bottom - 12}">${low}</text><text x="${EDGE.left}" y="${HEIGHT - 3}">${first.day}</text><text x="${WIDTH - EDGE.right}" y="${HEIGHT - 3}" text-anchor="end">${last.day}</text></svg>`;
}

interface Point {
  readonly at: number;
  readonly day: string;
  readonly value: number;
}

function placed(points: Series['points']): readonly Point[] {
  return points
    .flatMap(([when, value]) => {
      const at = parseTime(when);
      return at === null || value === null ? [] : [{ at, day: when.slice(0, 10), value }];
    })
    .sort((a, b) => a.at - b.at);
}
