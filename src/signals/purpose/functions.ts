import type { Bilingual } from '../../model/index.ts';
import { folded, Terms } from './terms.ts';
import type { PurposeWords } from './words.ts';

/** What an account does for people (服务功能), by one name whatever the sheet calls it. */
export interface ServiceFunction {
  /** Of the list, or `other:` and the words as filed. */
  readonly id: string;
  readonly name: Bilingual;
  /** 0..1: how much it says that somebody is served; 0 = a label such as 信息发布. */
  readonly serves: number;
}

/** Weight of a name that nobody has listed but that has a verb of service. */
const UNLISTED = 0.7;
const BETWEEN = /[\s、，,；;／/|｜+·•\n]+/;

/** Filed names, cells of several of them, entries of menus → functions, each once. */
export function createFunctionNames(words: PurposeWords): (text: string) => readonly ServiceFunction[] {
  const names = new Terms(words.services.map(({ filed }) => filed));
  const listed = words.services.map(({ id, name, serves }): ServiceFunction => ({ id, name, serves }));
  return (text) => {
    const found = new Map<string, ServiceFunction>();
    for (const part of text.split(BETWEEN)) {
      const one = part.trim();
      if (one === '') continue;
      const hits: ServiceFunction[] = [];
      names.scan(folded(one), (list) => {
        const hit = listed[list];
        if (hit !== undefined) hits.push(hit);
      });
      // 挂号查询 is 挂号: what is said in general counts where nothing else is said.
      const exact = hits.filter(
        (_, at) => words.services.find(({ id }) => id === hits[at]?.id)?.general !== true,
      );
      const known = exact.length > 0 ? exact : hits.slice(0, 1);
      for (const hit of known) found.set(hit.id, hit);
      if (known.length > 0) continue;
      const serves = words.serviceVerbs.some((verb) => one.includes(verb)) ? UNLISTED : 0;
      const id = `other:${one}`;
      found.set(id, { id, name: { zh: one, en: one }, serves });
    }
    return [...found.values()];
  };
}

/** Name of each listed function in both languages, by id. */
export function functionLabels(words: PurposeWords): ReadonlyMap<string, Bilingual> {
  return new Map(words.services.map(({ id, name }) => [id, name]));
}
