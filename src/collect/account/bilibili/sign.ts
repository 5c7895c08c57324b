import { createHash, createHmac } from 'node:crypto';

export interface Signing {
  readonly clientId: string;
  readonly secret: string;
  readonly body: string;
  /** Seconds by the platform's clock: a difference of more than ten minutes is refused. */
  readonly timestamp: number;
  /** Never used twice. */
  readonly nonce: string;
}

/**
 * Headers of a signed call. 哔哩哔哩开放平台 · 接口签名实现标准: the `x-bili-` headers by name, one `name:value` a line, HMAC-SHA256 with the app's
 * secret, hexadecimal, as `Authorization`.
 */
export function signedHeaders({ clientId, secret, body, timestamp, nonce }: Signing): Record<string, string> {
  const headers: Record<string, string> = {
    'x-bili-accesskeyid': clientId,
    'x-bili-content-md5': createHash('md5').update(body).digest('hex'),
    'x-bili-signature-method': 'HMAC-SHA256',
    'x-bili-signature-nonce': nonce,
    'x-bili-signature-version': '2.0',
    'x-bili-timestamp': String(timestamp),
  };
  const text = Object.keys(headers)
    .sort()
    .map((name) => `${name}:${headers[name]}`)
    .join('\n');
  return { ...headers, authorization: createHmac('sha256', secret).update(text).digest('hex') };
}
