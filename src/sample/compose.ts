import type { Day } from '../model/index.ts';
import { spoken } from './calendar.ts';
import type { County, Template } from './data.ts';
import type { Random } from './random.ts';

/** A text made from a template. */
export interface Composed {
  readonly title: string;
  readonly body: readonly string[];
}

/**
 * Fills a template's `{slots}` for one date. Within one text a place or person stays the same, and a number or choice that
 * the title names is the one that the body repeats.
 */
export function compose(template: Template, day: Day, county: County, random: Random): Composed {
  const kept = new Map<string, string>();
  const inTitle = new Set(template.title.match(/\{[^}]+\}/g) ?? []);
  const fill = (text: string): string =>
    text.replace(/\{([^}]+)\}/g, (token, slot: string) => {
      const known = kept.get(token);
      if (known !== undefined) return known;
      const value = slotValue(slot, day, county, random);
      if (inTitle.has(token) || !/^(n|pick|person)\b/.test(slot)) kept.set(token, value);
      return value;
    });
  return { title: fill(template.title), body: template.body.map(fill) };
}

function slotValue(slot: string, day: Day, county: County, random: Random): string {
  const [name = '', argument = ''] = slot.split(':');
  switch (name) {
    case 'n': {
      const [low = 0, high = 0] = argument.split('-').map(Number);
      return String(random.int(low, high));
    }
    case 'pick':
      return random.pick(argument.split('|'));
    case 'day':
      return spoken(day);
    case 'year':
      return day.slice(0, 4);
    case 'quarter':
      return quarterBefore(day);
    case 'leader':
      return county.leaders[0]?.name ?? '';
    case 'town':
      return random.pick(county.towns);
    case 'village':
      return random.pick(county.villages);
    case 'bureau':
      return random.pick(county.bureaus);
    case 'crop':
      return random.pick(county.crops);
    case 'road':
      return random.pick(county.roads);
    case 'company':
      return random.pick(county.companies);
    case 'person':
      return random.pick(county.villagers);
    default:
      throw new RangeError(`unknown slot {${slot}} in the sample texts`);
  }
}

/** The last quarter that was over on a day: `第三季度`. */
export function quarterBefore(day: Day): string {
  const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return `第${'四一二三'[quarter] ?? '四'}季度`;
}

/**
 * Several texts from a set of templates, one for each date, no title twice: the search of a site, and whoever checks it, needs
 * titles that name one page.
 */
export function composeSeries(
  templates: readonly Template[],
  days: readonly Day[],
  county: County,
  random: Random,
): (Composed & { readonly day: Day })[] {
  const seen = new Set<string>();
  return days.map((day, index) => {
    const template = templates[index % templates.length];
    if (template === undefined) throw new RangeError('no templates to compose from');
    for (let attempt = 0; ; attempt++) {
      const text = compose(template, day, county, random);
      if (!seen.has(text.title)) {
        seen.add(text.title);
        return { ...text, day };
      }
      if (attempt > 50) {
        const title = `${text.title}（${seen.size}）`;
        seen.add(title);
        return { ...text, title, day };
      }
    }
  });
}
