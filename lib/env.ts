import { z } from 'zod';

/**
 * Settings from the environment, checked once. `server/start.ts` checks them before anything else and prints a sentence
 * for each fault; everything else imports `env`. `.env.example` documents each.
 */
const port = z.coerce.number('must be a number').int('must be a whole number').min(1).max(65535);
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an address such as https://example.org' });

const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  SITE_URL: webAddress
    .refine((value) => URL.canParse(value) && new URL(value).pathname === '/', 'must have no path')
    .transform((value) => new URL(value).origin)
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((value) => value.split(/[\s,]+/).filter(Boolean)),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgres://user:password@host/name' })
    .optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an address such as smtp://user:password@mail.example.org:587' })
    .optional(),
  MAIL_FROM: z.string().optional(),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  SAMPLE_CONTENT: z
    .enum(['0', '1'], 'must be 0 or 1')
    .default('1')
    .transform((value) => value === '1'),
});

export type Env = z.infer<typeof schema>;

/** Reads settings from `source`. Returns them, or a sentence for each fault. An empty value counts as absent. */
export function readEnv(source: Record<string, string | undefined>): { env: Env } | { faults: string[] } {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  const faults = result.success
    ? []
    : result.error.issues.map(
        (issue) => `${issue.path.join('.')} ${issue.message} (it is ${JSON.stringify(given[String(issue.path[0])])}).`,
      );
  if (result.success && result.data.SMTP_URL && !result.data.MAIL_FROM) {
    faults.push(
      'MAIL_FROM is needed beside SMTP_URL: the address that mail comes from, such as "Mansudae Korea <desk@example.org>".',
    );
  }
  return result.success && faults.length === 0 ? { env: result.data } : { faults };
}

let checked: Env | undefined;

/** The checked settings. Throws one Error naming every fault. */
export function env(): Env {
  if (checked) return checked;
  const result = readEnv(process.env);
  if ('faults' in result) throw new Error(result.faults.join('\n'));
  checked = result.env;
  return checked;
}
