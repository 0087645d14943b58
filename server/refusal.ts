/** A refusal by the front itself: answered with a finished document. `message` is one more sentence. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  readonly headers: Record<string, string>;
  constructor(status: number, detail = '', headers: Record<string, string> = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }
}
