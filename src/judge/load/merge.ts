import type { Located, LocatedMap, Problem } from './located.ts';

/** What a local standard says for itself and never inherits. */
const OWN = new Set(['schema', 'id', 'version', 'title', 'document', 'effective', 'extends', 'remove']);
const NAMED_BY: Readonly<Record<string, string>> = { groups: 'id' };

/**
 * A local standard on top of the national one that it `extends`: it says only what differs. Entries are matched by `code`, groups
 * by `id`; inside an entry params and outcomes are matched by name. A number is replaced whole, together with its provenance:
 * a changed value must never keep the provenance of the old one.
 */
export function extend(base: LocatedMap, local: LocatedMap, problems: Problem[]): LocatedMap {
  const entries = new Map([...base.entries].filter(([key]) => !OWN.has(key)));
  for (const [key, value] of local.entries) {
    const old = entries.get(key);
    if (old === undefined || OWN.has(key)) entries.set(key, value);
    else if (key === 'parts') entries.set(key, mergeParts(old, value));
    else if (key === 'notes') entries.set(key, concat(old, value));
    else entries.set(key, mergeNamed(old, value, NAMED_BY[key]));
  }
  const parts = entries.get('parts');
  const remove = local.entries.get('remove');
  if (parts !== undefined && remove !== undefined) entries.set('parts', drop(parts, remove, problems));
  return { kind: 'map', place: local.place, entries };
}

function mergeParts(base: Located, local: Located): Located {
  if (base.kind !== 'map' || local.kind !== 'map') return local;
  const entries = new Map(base.entries);
  for (const [part, list] of local.entries) {
    const old = entries.get(part);
    entries.set(part, old === undefined ? list : mergeNamed(old, list, 'code'));
  }
  return { ...local, entries };
}

function concat(base: Located, local: Located): Located {
  if (base.kind !== 'list' || local.kind !== 'list') return local;
  return { ...local, items: [...base.items, ...local.items] };
}

function mergeNamed(base: Located, local: Located, name: string | undefined): Located {
  if (base.kind === 'map' && local.kind === 'map') return mergeMaps(base, local);
  if (name === undefined || base.kind !== 'list' || local.kind !== 'list') return local;
  const items = [...base.items];
  for (const item of local.items) {
    const id = field(item, name);
    const index = id === null ? -1 : items.findIndex((old) => field(old, name) === id);
    const old = items[index];
    if (old === undefined) items.push(item);
    else items[index] = mergeNamed(old, item, undefined);
  }
  return { ...local, items };
}

function mergeMaps(base: LocatedMap, local: LocatedMap): LocatedMap {
  if (isNumber(base) || isNumber(local)) return local;
  const entries = new Map(base.entries);
  for (const [key, value] of local.entries) {
    const old = entries.get(key);
    entries.set(key, old?.kind === 'map' && value.kind === 'map' ? mergeMaps(old, value) : value);
  }
  return { ...local, entries };
}

/** A number with its provenance: `{ value, provenance }`, `{ points, per, provenance }`. */
function isNumber(node: LocatedMap): boolean {
  return node.entries.has('value') || node.entries.get('points')?.kind === 'scalar';
}

function drop(parts: Located, remove: Located, problems: Problem[]): Located {
  if (parts.kind !== 'map' || remove.kind !== 'list') return parts;
  const codes = new Set(
    [...parts.entries.values()].flatMap((list) =>
      list.kind === 'list' ? list.items.map((item) => field(item, 'code')) : [],
    ),
  );
  const gone = new Set<unknown>();
  remove.items.forEach((item, index) => {
    const code = field(item, 'code');
    if (code === null) return;
    gone.add(code);
    if (!codes.has(code))
      problems.push({
        level: 'error',
        place: item.place,
        path: `remove[${index}].code`,
        message: `${code} is not an entry of the base`,
      });
  });
  const entries = [...parts.entries].map(
    ([part, list]) =>
      [
        part,
        list.kind === 'list'
          ? { ...list, items: list.items.filter((item) => !gone.has(field(item, 'code'))) }
          : list,
      ] as const,
  );
  return { ...parts, entries: new Map(entries) };
}

/** A text field of a map, null where it has none. */
export function field(node: Located, name: string): string | null {
  const value = node.kind === 'map' ? node.entries.get(name) : undefined;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : null;
}
