/** A page to be read from top to bottom: prose in the subset of `web/lib/ui/prose.ts`, and where to go next. */
export interface Page {
  title: string;
  prose: string;
  link: { href: string; label: string };
}
