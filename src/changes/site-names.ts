/** What is the same for both inspections of a site. */
export interface SiteNames {
  /** Name of an address: the same for all addresses of one page, and for the site's own hosts at both inspections. */
  readonly nameOf: (url: string) => string;
  /** Host with port of an address; '' where there is none. */
  readonly hostOf: (url: string) => string;
  readonly home: string;
  /** Hosts that are or were the site. */
  readonly hosts: readonly string[];
}
