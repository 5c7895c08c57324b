import { extractText, getDocumentProxy } from 'unpdf';

/** Text of a PDF page by page. Pages that are pictures have none: that is said, because nothing found there proves nothing. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  let document: Awaited<ReturnType<typeof getDocumentProxy>>;
  try {
    document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw new Error('is an encrypted PDF');
    throw error;
  }
  const { text } = await extractText(document, { mergePages: false });
  const whole = text.join('\n');
  if (whole.trim() === '') throw new Error('is a PDF of pictures without text');
  return whole;
}
