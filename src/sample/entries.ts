import type { Day } from '../model/index.ts';
import type { Calendar } from './calendar.ts';
import { composeSeries } from './compose.ts';
import type { SampleData, Template } from './data.ts';
import type { Random } from './random.ts';
import type { Column, Entry, Route, SampleResponse } from './types.ts';

/** What every site is built from. */
export interface Context {
  readonly data: SampleData;
  readonly calendar: Calendar;
  readonly random: Random;
}

/** Working days going back from `first` days ago, `step` apart. */
export function workdays(calendar: Calendar, count: number, first: number, step: number): Day[] {
  return [...Array(count).keys()].map((i) => calendar.workday(first + i * step));
}

/** Articles of a column from templates; ids count down with age, as a publishing system's do. */
export function entriesFrom(
  context: Context,
  name: string,
  templates: readonly Template[],
  days: readonly Day[],
  source: string,
): Entry[] {
  const random = context.random.fork(name);
  const top = 10_000 + random.int(1, 80) * 100;
  return composeSeries(templates, days, context.data.county, random).map((text, i) => ({
    id: top - i,
    title: text.title,
    date: text.day,
    time: clock(random),
    source,
    author: random.pick(AUTHORS),
    body: text.body,
  }));
}

/** The same county told by one of its bureaus: what “the bureau” of a text stands for. */
export function withBureau(context: Context, site: string): Context {
  const { county } = context.data;
  const bureau = `县${site.slice(county.name.length)}`;
  return { ...context, data: { ...context.data, county: { ...county, bureaus: [bureau] } } };
}

const AUTHORS = ['栖融', '信息员', '办公室', '融媒中心'];

/** An hour within working time. */
export function clock(random: Random): string {
  return `${String(random.int(8, 17)).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}`;
}

export function column(
  path: string,
  name: string,
  type: string,
  parent: Column | null,
  entries: readonly Entry[] = [],
  about = '',
): Column {
  return {
    path,
    name,
    type,
    description: about === '' ? `${name}栏目，集中发布${name}方面的信息` : about,
    keywords: `${name},${type}`,
    parent,
    entries,
  };
}

/** Collects answers by path; two answers for one path are a mistake in the site's definition. */
export class RouteTable {
  readonly routes = new Map<string, Route>();

  add(path: string, route: Route): void {
    if (this.routes.has(path)) throw new RangeError(`two pages at ${path}`);
    this.routes.set(path, route);
  }

  fixed(path: string, response: SampleResponse): void {
    this.add(path, () => response);
  }

  page(path: string, body: string, modified?: string): void {
    this.fixed(path, { body, ...(modified === undefined ? {} : { headers: { 'Last-Modified': modified } }) });
  }
}
