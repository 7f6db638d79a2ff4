import { type Bytes, createBytes } from '../../domain/bytes.ts';
import type { Progress } from './connection.ts';

/** What the HTTP library gives up a request by. */
interface Controller {
  abort(reason: Error): void;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Undefined where it was larger than allowed. */
  readonly body: Buffer | undefined;
}

/** Takes one answer from the HTTP library as it comes, up to a number of bytes. A stream in between would cost as much as the call. */
export class AnswerHandler {
  readonly answer: Promise<Answer>;
  readonly #progress: Progress;
  readonly #bytes: Bytes;
  #resolve!: (answer: Answer) => void;
  #reject!: (reason: unknown) => void;
  #controller: Controller | undefined;
  #isOver = false;
  #isStopped = false;
  #status = 0;
  #headers: Answer['headers'] = {};

  constructor(progress: Progress, maxBytes: number) {
    this.#progress = progress;
    this.#bytes = createBytes(maxBytes);
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Whether it was given up before it was there. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Gives up at once, also while the request waits for a connection: the library tells that only when the connection stands or fails. */
  stop(reason: unknown): void {
    if (this.#isOver) return;
    this.#isStopped = true;
    this.#end();
    this.#reject(reason);
  }

  #end(): void {
    this.#isOver = true;
    this.#controller?.abort(new Error('the answer is not needed any more'));
  }

  /** The library writes the request to a connection that stands, in TLS after the handshake: until then nothing has left. */
  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#isOver) this.#end();
    else this.#progress.sent = true;
  }

  onResponseStart(_controller: Controller, status: number, headers: Answer['headers']): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Controller, piece: Buffer): void {
    if (this.#isOver || this.#bytes.add(piece)) return;
    this.#end();
    this.#resolve({ status: this.#status, headers: this.#headers, body: undefined });
  }

  onResponseEnd(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#resolve({ status: this.#status, headers: this.#headers, body: this.#bytes.whole() });
  }

  onResponseError(_controller: Controller, error: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#reject(error);
  }
}
