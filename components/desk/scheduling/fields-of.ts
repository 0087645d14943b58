/** What a form holds, as an operation takes it. */
export const fieldsOf = (data: FormData): Record<string, string> =>
  Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
