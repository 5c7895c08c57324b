/** HTTP header fields in the order and spelling that the other side sent them. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** One HTTP exchange as it is to be kept (一次请求与响应). */
export interface Exchange {
  readonly url: string;
  /** When the request was sent (milliseconds). */
  readonly at: number;
  /** Address that was connected to; null where a proxy or a failure hides it. */
  readonly ip: string | null;
  readonly request: {
    readonly method: string;
    /** Request target as sent: path and query. */
    readonly target: string;
    readonly headers: HeaderList;
  };
  readonly response: {
    /** `HTTP/1.1 200 OK`, without line end. */
    readonly statusLine: string;
    readonly headers: HeaderList;
    /** Payload after de-chunking, still content-encoded. */
    readonly body: Uint8Array;
  };
  /** Why the body is not all that the server had (WARC-Truncated); absent where it is. */
  readonly truncated?: 'length' | 'time' | 'disconnect';
}

/** What a kept exchange is cited by: WARC-Record-ID of the response, and its payload digest. */
export interface Kept {
  readonly record: string;
  readonly digest: string;
}

/**
 * Where exchanges are kept as evidence. Methods are called in any order and without waiting for one another; records stand in
 * the file in the order of the calls. A promise that takes long asks the caller to wait (back-pressure); once it is fulfilled, the
 * bytes given are the caller's again.
 */
export interface ExchangeArchive {
  write(exchange: Exchange): Promise<Kept>;
  /** Keeps something made by us rather than sent by a server: a screenshot, a rendered page. */
  writeResource(uri: string, contentType: string, bytes: Uint8Array, at: number): Promise<Kept>;
  /** Waits until all that was written so far is safely on disk; bytes in the file then, whole gzip members only. */
  committed(): Promise<number>;
  /** Writes what is left and closes the file. Safe to call twice. */
  close(): Promise<void>;
}
