import { UnreadError } from './reading.ts';

/**
 * Recognises text in pictures; MIT, and its models (PaddleOCR PP-OCRv4, Apache-2.0) come with it. No dependency of this package: 335 MB
 * that few need. In a variable, so that the types do not ask for it.
 */
export const LIBRARY: string = '@gutenye/ocr-node';

export function notInstalled(): UnreadError {
  return new UnreadError(
    'pictures',
    { zh: '是图片，未识别其中文字', en: 'is a picture, whose text is not read' },
    {
      zh: `人工查看，或安装文字识别组件：npm install ${LIBRARY}`,
      en: `look at it by hand, or install recognition: npm install ${LIBRARY}`,
    },
  );
}
