import { cleanTitle } from './names.ts';

export type PieceKind = 'name' | 'title' | 'pair' | 'resume' | 'duty' | 'other';

/** A piece of a page's text and what it is on a page of leaders. */
export interface Piece {
  readonly kind: PieceKind;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly name: string | null;
  readonly title: string | null;
}

/** One leader as the pieces give it; text[from, to) is what belongs to it. */
export interface LeaderGroup {
  readonly name: string;
  readonly title: string | null;
  readonly resume: boolean;
  readonly duties: string | null;
  readonly from: number;
  readonly to: number;
}

interface Open {
  name: string;
  title: string | null;
  resume: boolean;
  duties: string[];
  from: number;
  to: number;
}

/**
 * Joins names to titles. Sites print either the title first (`县长` over `李明`, or `副县长` over several names) or the name
 * first; whichever neighbours more names on this page is its order. A name that no title neighbours keeps null.
 */
export function pairUp(pieces: readonly Piece[]): LeaderGroup[] {
  const titleFirst = countBefore(pieces) >= countAfter(pieces);
  const groups: Open[] = [];
  let heading: string | null = null;
  let open: Open | null = null;
  pieces.forEach((piece, index) => {
    const next = pieces[index + 1];
    if (piece.kind === 'title') {
      if (titleFirst && !labelledTitle(piece)) {
        heading = piece.title;
        // A title right under a name that has none belongs to it even here, unless a name follows.
        if (open !== null && open.title === null && next?.kind !== 'name') {
          open.title = heading;
          heading = null;
        }
      } else if (open !== null && (open.title === null || adjacentTitle(pieces, index))) {
        open.title = open.title === null ? piece.title : `${open.title}、${piece.title ?? ''}`;
        open.to = piece.to;
      }
      return;
    }
    if (piece.name !== null && piece.kind !== 'other' && !(open !== null && open.name === piece.name)) {
      open = begin(piece, piece.title ?? (titleFirst ? heading : null), piece.from);
      groups.push(open);
    }
    if (open === null) return;
    if (open.name === piece.name && open.title === null && piece.title !== null) open.title = piece.title;
    extend(open, piece);
  });
  return groups.map(finish);
}

function begin(piece: Piece, title: string | null, from: number): Open {
  return { name: piece.name ?? '', title, resume: false, duties: [], from, to: piece.to };
}

function extend(open: Open, piece: Piece): void {
  if (piece.kind === 'other') {
    // What is neither name, title, résumé nor duty ends the card after a while: footers carry links of their own.
    return;
  }
  open.to = Math.max(open.to, piece.to);
  if (piece.kind === 'resume') open.resume = true;
  if (piece.kind === 'duty') open.duties.push(piece.text);
}

function labelledTitle(piece: Piece): boolean {
  return piece.text !== piece.title;
}

/** Whether the piece before is a title too: 县委副书记 / 县长 on two lines are one person's. */
function adjacentTitle(pieces: readonly Piece[], index: number): boolean {
  return pieces[index - 1]?.kind === 'title';
}

function countBefore(pieces: readonly Piece[]): number {
  return pieces.filter((piece, i) => isName(piece) && pieces[i - 1]?.kind === 'title').length;
}

function countAfter(pieces: readonly Piece[]): number {
  return pieces.filter((piece, i) => isName(piece) && pieces[i + 1]?.kind === 'title').length;
}

function isName(piece: Piece): boolean {
  return piece.kind === 'name';
}

function finish(open: Open): LeaderGroup {
  const duties = open.duties.join('\n').slice(0, 1000);
  return {
    name: open.name,
    title: open.title === null ? null : cleanTitle(open.title),
    resume: open.resume,
    duties: duties === '' ? null : duties,
    from: open.from,
    to: open.to,
  };
}
