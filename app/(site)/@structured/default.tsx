/** Most pages have nothing to say to machines beyond their tags. */
export default function Default() {
  return null;
}
