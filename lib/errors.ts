/** A refusal worth showing: its message is a sentence for the person who asked. Anything else thrown is a fault. */
export class DomainError extends Error {
  override name = 'DomainError';
  /** What an answer to HTTP says. */
  readonly status: number = 422;
}

export class ForbiddenError extends DomainError {
  override name = 'ForbiddenError';
  override readonly status = 403;
}

export class NotFoundError extends DomainError {
  override name = 'NotFoundError';
  override readonly status = 404;
}

/** Somebody else was faster; nothing was changed. */
export class ConflictError extends DomainError {
  override name = 'ConflictError';
  override readonly status = 409;
}

/** A refusal that belongs to fields of a form: message by field name. */
export class InvalidInputError extends DomainError {
  override name = 'InvalidInputError';
  readonly fields: Record<string, string>;
  constructor(fields: Record<string, string>, message = 'Please look at the marked fields.') {
    super(message);
    this.fields = fields;
  }
}

/** Too much from one sender. `retryAfter` is in seconds. */
export class LimitError extends DomainError {
  override name = 'LimitError';
  override readonly status = 429;
  readonly retryAfter: number;
  constructor(message: string, retryAfter: number) {
    super(message);
    this.retryAfter = retryAfter;
  }
}
