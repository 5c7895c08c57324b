import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { InputError, messageOf } from '../model/index.ts';

/** The texts of the sample county lie beside the code in the package, as data that a reader can look at and change. */
const FOLDER = resolve(import.meta.dirname, '..', '..', 'sample');

const Words = z.array(z.string()).min(1);
const Template = z.strictObject({ title: z.string(), body: Words });
export type Template = z.infer<typeof Template>;

const Leader = z.strictObject({
  name: z.string(),
  title: z.string(),
  sex: z.string(),
  born: z.string(),
  birthplace: z.string(),
  degree: z.string(),
  duties: z.string(),
  career: Words,
});
export type LeaderData = z.infer<typeof Leader>;

const County = z.strictObject({
  name: z.string(),
  short: z.string(),
  city: z.string(),
  code: z.string(),
  icp: z.string(),
  police: z.string(),
  area: z.string(),
  postcode: z.string(),
  address: z.string(),
  towns: Words,
  villages: Words,
  bureaus: Words,
  crops: Words,
  roads: Words,
  companies: Words,
  villagers: Words,
  leaders: z.array(Leader),
  overview: z.array(z.strictObject({ title: z.string(), paragraphs: Words })),
  agency: z.array(z.strictObject({ name: z.string(), duty: z.string() })),
});
export type County = z.infer<typeof County>;

const News = z.strictObject({
  county: z.array(Template),
  bureau: z.array(Template),
  town: z.array(Template),
});

const Policies = z.strictObject({
  policies: z.array(
    z.strictObject({
      title: z.string(),
      number: z.string(),
      index: z.string(),
      body: Words,
      reading: z.strictObject({ title: z.string(), form: z.literal('graphic').optional(), body: Words }),
    }),
  ),
  notices: z.array(Template),
});

const MessageData = z.strictObject({
  title: z.string(),
  bureau: z.string(),
  text: z.string(),
  reply: z.string(),
});
const Interaction = z.strictObject({
  messages: z.array(MessageData),
  surveys: z.array(z.strictObject({ title: z.string(), result: z.string() })),
  interviews: z.array(z.strictObject({ title: z.string(), guest: z.string(), q: z.string(), a: z.string() })),
  responses: z.array(Template),
  statistics: z.strictObject({ indicators: z.array(z.tuple([z.string(), z.string()])) }),
});

const Material = z.tuple([z.string(), z.string(), z.number().int().positive()]);
const Service = z.strictObject({
  name: z.string(),
  class: z.string(),
  dept: z.string(),
  window: z.string(),
  ext: z.string(),
  days: z.number().int().positive(),
  basis: z.string(),
  conditions: Words,
  materials: z.array(Material),
});
export type ServiceData = z.infer<typeof Service>;
const Services = z.strictObject({
  common: z.strictObject({
    time: z.string(),
    fee: z.string(),
    flow: z.array(z.string()),
    place: z.string(),
  }),
  items: z.array(Service),
});

const named = { name: z.string(), domain: z.string() };
const Offices = z.strictObject({
  bureau: z.strictObject({
    ...named,
    news: z.array(Template),
    notices: z.array(Template),
    empty: Words,
  }),
  township: z.strictObject({
    ...named,
    spam: z.strictObject({ title: z.string(), links: Words, expired: z.string() }),
  }),
  department: z.strictObject({
    ...named,
    leaders: z.array(z.tuple([z.string(), z.string()])),
    guides: z.array(z.strictObject({ name: z.string(), materials: Words })),
    messages: z.array(z.strictObject({ title: z.string(), text: z.string() })),
  }),
  flaky: z.strictObject(named),
  script: z.strictObject(named),
  research: z.strictObject({ ...named, leaders: z.array(Leader), articles: z.array(Template) }),
});

/** All invented texts and names of the sample county. */
export interface SampleData {
  readonly county: County;
  readonly news: z.infer<typeof News>;
  readonly policies: z.infer<typeof Policies>;
  readonly interaction: z.infer<typeof Interaction>;
  readonly services: z.infer<typeof Services>;
  readonly offices: z.infer<typeof Offices>;
}

export function loadSampleData(folder = FOLDER): SampleData {
  return {
    county: load(folder, 'county', County),
    news: load(folder, 'news', News),
    policies: load(folder, 'policies', Policies),
    interaction: load(folder, 'interaction', Interaction),
    services: load(folder, 'services', Services),
    offices: load(folder, 'offices', Offices),
  };
}

function load<T extends z.ZodType>(folder: string, name: string, schema: T): z.infer<T> {
  const file = resolve(folder, `${name}.yaml`);
  try {
    return schema.parse(parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new InputError({
      what: 'read',
      where: file,
      why: messageOf(error),
      todo: 'install the package again, or undo the change to the file',
      cause: error,
    });
  }
}
