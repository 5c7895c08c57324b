import { z } from 'zod';

/**
 * Recognises text in pictures, in a process of its own: the library is native code, whose crash no thread would survive. Ends itself
 * where it needs too much memory.
 */
export interface OcrRequest {
  /** Name or address of the library's module. */
  readonly module: string;
  /** The picture; the library wants a file. */
  readonly file: string;
  readonly memoryMiB: number;
}

export type OcrAnswer =
  | { readonly ok: true; readonly lines: readonly OcrLine[] }
  | { readonly ok: false; readonly missing: boolean; readonly why: string };

const Line = z.object({
  text: z.string(),
  /** How sure it is, 0 to 1. */
  mean: z.number(),
  /** Corners: left top, right top, right bottom, left bottom. */
  box: z.array(z.tuple([z.number(), z.number()])).min(4),
});
export type OcrLine = z.infer<typeof Line>;

interface Recogniser {
  detect(file: string): Promise<unknown>;
}
/** The library's default export is a class: its shape is looked at, not parsed, as a parsed copy would lose its private parts. */
const Library = z.object({
  default: z.custom<{ create(options: object): Promise<unknown> }>((value) => has(value, 'create')),
});
const Made = z.custom<Recogniser>((value) => has(value, 'detect'));

function has(value: unknown, method: string): boolean {
  const holder = typeof value === 'object' || typeof value === 'function' ? value : null;
  return holder !== null && typeof Reflect.get(holder, method) === 'function';
}

/** Exit code that says so. */
export const TOO_MUCH_MEMORY = 87;
const LOOK_MS = 100;

async function lines(request: OcrRequest): Promise<OcrAnswer> {
  let library: unknown;
  try {
    library = await import(request.module);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return { ok: false, missing: code === 'ERR_MODULE_NOT_FOUND', why: messageOf(error) };
  }
  try {
    const { default: Ocr } = Library.parse(library);
    const ocr = Made.parse(await Ocr.create({ onnxOptions: { intraOpNumThreads: 2 } }));
    recognise = async (file) => ({ ok: true, lines: z.array(Line).parse(await ocr.detect(file)) });
    return await recognise(request.file);
  } catch (error) {
    return { ok: false, missing: false, why: messageOf(error) };
  }
}

let recognise: ((file: string) => Promise<OcrAnswer>) | null = null;

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return 'the library answers in a form that is not known';
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

process.on('message', async (request: OcrRequest) => {
  const look = setInterval(() => {
    if (process.memoryUsage.rss() > request.memoryMiB * 1024 * 1024) process.exit(TOO_MUCH_MEMORY);
  }, LOOK_MS);
  const answer: OcrAnswer =
    recognise === null
      ? await lines(request)
      : await recognise(request.file).catch((error: unknown) => ({
          ok: false,
          missing: false,
          why: messageOf(error),
        }));
  clearInterval(look);
  process.send?.(answer);
});
