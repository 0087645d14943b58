import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Role } from '../../lib/auth/roles.ts';

/** The people of the journeys. The owner makes the others at /desk/people (first-run.spec.ts). */
export const cast = {
  owner: { name: 'Oh Won-ja', email: 'owner@mansudae.example' },
  editor: { name: 'Pyon Jip', email: 'editor@mansudae.example' },
  author: { name: 'Kim Jak-ga', email: 'author@mansudae.example' },
  contributor: { name: 'Ki Go', email: 'contributor@mansudae.example' },
} satisfies Record<Role, { name: string; email: string }>;

/** Where the signed-in state of each is kept for the run. */
export const stateOf = (role: Role): string => join(process.env.E2E_FOLDER!, `${role}.json`);

/** A mailbox that no other test uses. */
export const newAddress = (name = 'reader'): string => `${name}-${randomUUID().slice(0, 8)}@mail.example`;

/** A network address that no other test uses: limits are counted by it. */
export const newNetworkAddress = (): string => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
