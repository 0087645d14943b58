import { z } from 'zod';
import { hasRole, type User } from '#lib/auth/roles';
import { emailAddress, line, lines } from '#lib/forms/fields';

export const messageInput = z.object({
  name: line(80, 'Tell us your name.'),
  email: emailAddress,
  subject: line(120, 'Say in a few words what it is about.'),
  body: lines(5000, 'Write something first.'),
});
export type MessageInput = z.infer<typeof messageInput>;

export const messageStates = ['new', 'answered', 'closed'] as const;
export type MessageState = (typeof messageStates)[number];

export const messageStateInput = z.object({
  id: z.uuid('This message no longer exists.'),
  state: z.enum(messageStates, 'Choose a state.'),
});

export const canReadMessages = (user: Pick<User, 'role'>): boolean => hasRole(user, 'editor');
