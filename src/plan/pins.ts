import { InputError } from '../model/index.ts';

/** A person's decision about one channel, before the plan is made: `--pin a0001=keep`, `--pin a0001=merge:a0002`. */
export interface Pin {
  readonly id: string;
  readonly action: 'keep' | 'close' | 'cancel' | 'merge';
  /** Successor, with `merge`. */
  readonly into: string | null;
}

const PIN = /^([^=]+)=(?:(keep|close|cancel)|merge:(.+))$/;

export function parsePin(text: string): Pin {
  const found = PIN.exec(text.trim());
  if (found === null)
    throw new InputError({
      what: 'plan',
      where: `--pin ${text}`,
      why: 'is no pin',
      todo: 'write ID=keep, ID=close, ID=cancel or ID=merge:ID of the successor',
    });
  const [, id = '', action, into] = found;
  if (into !== undefined) return { id, action: 'merge', into };
  return { id, action: action === 'close' ? 'close' : action === 'cancel' ? 'cancel' : 'keep', into: null };
}

/**
 * Pins by channel; a successor that a pin names is kept. Refused are pins that cannot be held whatever the policy says: unknown
 * ids, two for one channel, circles.
 */
export function checkPins(pins: readonly Pin[], known: (id: string) => boolean): ReadonlyMap<string, Pin> {
  const byId = new Map<string, Pin>();
  for (const pin of pins) {
    for (const id of [pin.id, ...(pin.into === null ? [] : [pin.into])])
      if (!known(id)) throw wrong(pin, `there is no account or site ${id} in the register`);
    const other = byId.get(pin.id);
    if (other !== undefined && showPin(other) !== showPin(pin))
      throw wrong(pin, `contradicts --pin ${showPin(other)}`);
    byId.set(pin.id, pin);
  }
  for (const pin of pins) {
    const path = [pin.id];
    for (let at = pin.into; at !== null; at = byId.get(at)?.into ?? null) {
      path.push(at);
      if (path.indexOf(at) < path.length - 1) throw wrong(pin, `goes in a circle: ${path.join(' → ')}`);
    }
    const target = pin.into === null ? undefined : byId.get(pin.into);
    if (target !== undefined && target.action !== 'keep')
      throw wrong(pin, `${pin.into} is not kept: --pin ${showPin(target)}`);
  }
  for (const { into } of pins)
    if (into !== null && !byId.has(into)) byId.set(into, { id: into, action: 'keep', into: null });
  return byId;
}

export function showPin({ id, action, into }: Pin): string {
  return `${id}=${into === null ? action : `merge:${into}`}`;
}

export function wrong(pin: Pin, why: string, todo = 'change or leave out the pin'): InputError {
  return new InputError({ what: 'plan', where: `--pin ${showPin(pin)}`, why, todo });
}
