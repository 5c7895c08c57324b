import { InputError } from '../../model/index.ts';

/** What is wrong with a row. `error`: the row cannot be used. `notice`: it is used, and this is said. */
export interface RowProblem {
  readonly level: 'error' | 'notice';
  readonly file: string;
  /** Line of a file or row of a sheet, 1 = first; null where the file as a whole is meant. */
  readonly line: number | null;
  readonly why: string;
}

/** Problems kept one by one; of a file that is broken throughout the count is enough. */
const KEPT = 1_000;

export class Problems {
  readonly kept: RowProblem[] = [];
  errors = 0;
  notices = 0;

  error(file: string, line: number | null, why: string): void {
    this.errors += 1;
    this.#keep({ level: 'error', file, line, why });
  }

  notice(file: string, line: number | null, why: string): void {
    this.notices += 1;
    this.#keep({ level: 'notice', file, line, why });
  }

  /** Takes over what threads noted that read the same files side by side, in the order of the lines. */
  add(parts: readonly Problems[], files: readonly string[]): void {
    const place = ({ file, line }: RowProblem) => files.indexOf(file) * 2 ** 40 + (line ?? 0);
    const all = parts.flatMap(({ kept }) => kept);
    if (parts.length > 1) all.sort((a, b) => place(a) - place(b));
    for (const problem of all) this.#keep(problem);
    for (const { errors, notices } of parts) {
      this.errors += errors;
      this.notices += notices;
    }
  }

  #keep(problem: RowProblem): void {
    if (this.kept.length < KEPT) this.kept.push(problem);
  }
}

export function showRowProblem({ file, line, why }: RowProblem): string {
  return line === null ? `${file}: ${why}` : `${file}:${line}: ${why}`;
}

/** Rows that cannot be used, all of them by file, line and reason; nothing was imported. */
export class BadRowsError extends InputError {
  readonly problems: readonly RowProblem[];
  readonly errors: number;

  constructor(folder: string, problems: Problems) {
    const errors = problems.kept.filter((problem) => problem.level === 'error');
    const [first] = errors;
    const more = problems.errors > 1 ? ` (and ${problems.errors - 1} more)` : '';
    super({
      what: 'register',
      where: folder,
      why: `${problems.errors} rows cannot be used, nothing was imported: ${first === undefined ? '' : showRowProblem(first)}${more}`,
      todo: 'mend them, or import the rest with --skip-bad',
    });
    this.problems = errors;
    this.errors = problems.errors;
  }
}
