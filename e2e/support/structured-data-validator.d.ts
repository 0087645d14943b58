/** It brings no types of its own. */
declare module '@adobe/structured-data-validator' {
  export type Issue = { rootType: string; issueMessage: string; severity: 'ERROR' | 'WARNING'; path: unknown[] };
  export default class Validator {
    validate(extracted: Record<'jsonld' | 'microdata' | 'rdfa', object>): Promise<Issue[]>;
  }
}
