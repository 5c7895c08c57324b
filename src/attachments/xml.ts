import { Parser } from 'htmlparser2';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandlers {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Walks XML. Entities of a DTD are not expanded, so nothing can grow. */
export function walkXml(xml: string, { open, text, close }: XmlHandlers): void {
  const parser = new Parser(
    {
      ...(open === undefined ? {} : { onopentag: open }),
      ...(text === undefined ? {} : { ontext: text }),
      ...(close === undefined ? {} : { onclosetag: close }),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
}

/** The name without its prefix: `ofd:Page` is `Page`. Writers choose prefixes as they like. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Path of a part that `from` refers to: absolute in the archive, or beside `from`. */
export function resolvePart(from: string, target: string): string {
  const path = target.startsWith('/')
    ? target.slice(1)
    : `${from.slice(0, from.lastIndexOf('/') + 1)}${target}`;
  const out: string[] = [];
  for (const piece of path.split('/')) {
    if (piece === '' || piece === '.') continue;
    if (piece === '..') out.pop();
    else out.push(piece);
  }
  return out.join('/');
}
