/** Staff, from the least to the most that they may do. Each may also do what the ones before it may. */
export const roles = ['contributor', 'author', 'editor', 'owner'] as const;
export type Role = (typeof roles)[number];

/** Who asks for something: handed to every mutation and private query. */
export type User = { id: string; name: string; email: string; role: Role };

/** Whether `user` has `role` or one above it. */
export const hasRole = (user: Pick<User, 'role'>, role: Role): boolean =>
  roles.indexOf(user.role) >= roles.indexOf(role);
