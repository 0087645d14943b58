import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/**
 * Settings from the environment, checked once. `server/run.ts` checks them before anything else and prints a sentence
 * for each fault; everything else imports `env`. `.env.example` documents each.
 */
const schema = z.object({
  PORT: z
    .string()
    .default('3000')
    .refine((value) => /^\d{1,5}$/.test(value) && isBetween(Number(value), 1, 65535), {
      error: 'must be a whole number from 1 to 65535',
    })
    .transform(Number),
  HOST: z.string().default('127.0.0.1'),
  SITE_URL: z
    .string()
    .refine((value) => isAddress(value, /^https?:$/), {
      error: 'must be an address such as https://example.org',
      abort: true,
    })
    .refine((value) => new URL(value).href === `${new URL(value).origin}/` && !/[?#]/.test(value), {
      error: 'must have no user, path, query or fragment: https://example.org',
      abort: true,
    })
    .transform((value) => new URL(value).origin)
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((value, context) => {
      const set = new BlockList();
      for (const entry of value.split(/[\s,]+/).filter(Boolean)) {
        if (addSubnet(set, entry)) continue;
        const message = `must be addresses or subnets such as 10.0.0.0/8, and "${entry}" is not`;
        context.addIssue({ code: 'custom', message });
      }
      return set;
    }),
  PAGE_CACHE_MB: z
    .string()
    .default('256')
    .refine((value) => /^\d{1,6}$/.test(value) && Number(value) >= 8, 'must be a whole number of megabytes, 8 or more')
    .transform(Number),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .string()
    .refine((value) => isAddress(value, /^postgres(ql)?:$/) && /^\/[^/]+$/.test(new URL(value).pathname), {
      error: 'must be an address with a host and a database: postgres://user:password@host/name',
      abort: true,
    })
    .refine((value) => !/%(?![0-9a-f]{2})/i.test(value), 'must have %25 where its password has %')
    .optional(),
  SMTP_URL: z
    .string()
    .refine((value) => isAddress(value, /^smtps?:$/), {
      error: 'must be an address such as smtp://user:password@mail.example.org:587',
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(("[^"]*"\s*|[^"<>,;:@]*)<[^\s"<>,;:@]+@[^\s"<>,;:@]+>|[^\s"<>,;:@]+@[^\s"<>,;:@]+)$/, {
      error: 'must be an address such as desk@example.org or Mansudae Korea <desk@example.org>',
    })
    .optional(),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  MEDIA_S3_ENDPOINT: z
    .string()
    .refine((value) => isAddress(value, /^https?:$/) && !/[?#@]/.test(value), {
      error: 'must be an address such as https://s3.example.org',
    })
    .optional(),
  MEDIA_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket, such as mansudae-media')
    .optional(),
  MEDIA_S3_REGION: z.string().default('us-east-1'),
  MEDIA_S3_KEY_ID: z.string().optional(),
  MEDIA_S3_SECRET: z.string().optional(),
  SAMPLE_CONTENT: z
    .enum(['0', '1'], 'must be 0 or 1')
    .default('1')
    .transform((value) => value === '1'),
});

export type Env = z.infer<typeof schema>;

/** Reads settings from `source`. Returns them, or a sentence for each fault. An empty value counts as absent. */
export function readEnv(source: Record<string, string | undefined>): { env: Env } | { faults: string[] } {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const result = schema.safeParse(given);
  const issues = result.success ? [] : result.error.issues;
  const faults = issues.map(({ path: [name], message }) => `${String(name)} ${message}${shown(name, given)}.`);
  if (given.SMTP_URL && !given.MAIL_FROM) {
    faults.push('MAIL_FROM is needed beside SMTP_URL: the address that mail comes from, such as desk@example.org.');
  }
  const s3 = ['MEDIA_S3_ENDPOINT', 'MEDIA_S3_BUCKET', 'MEDIA_S3_KEY_ID', 'MEDIA_S3_SECRET'];
  const missing = s3.filter((name) => !given[name]);
  if (missing.length > 0 && missing.length < s3.length)
    faults.push(
      `${s3.join(', ')} belong together: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    );
  return result.success && faults.length === 0 ? { env: result.data } : { faults };
}

const secrets: PropertyKey[] = ['AUTH_SECRET', 'DATABASE_URL', 'SMTP_URL', 'MEDIA_S3_SECRET'];

/** What a setting is, for whoever reads the fault: but a terminal and its log are no place for a password. */
function shown(name: PropertyKey | undefined, given: Record<string, string | undefined>): string {
  const value = given[String(name)] ?? '';
  return secrets.includes(name ?? '') || /:\/\/.*@/.test(value) ? '' : ` (it is ${JSON.stringify(value)})`;
}

const isBetween = (value: number, least: number, most: number): boolean => value >= least && value <= most;

function isAddress(value: string, protocol: RegExp): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return protocol.test(url.protocol) && url.hostname !== '';
}

/** Adds an address or a subnet, `10.0.0.0/8`, to `set`. Returns whether it is one. */
function addSubnet(set: BlockList, entry: string): boolean {
  const [, address = '', bits] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  if (!family || Number(bits ?? 0) > most) return false;
  set.addSubnet(address, Number(bits ?? most), family === 4 ? 'ipv4' : 'ipv6');
  return true;
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
