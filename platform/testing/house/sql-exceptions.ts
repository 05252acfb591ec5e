/**
 * Tables whose primary key does not start with `site_id`, each with its reason. Everything else belongs to a site,
 * so that policies, indexes and a later distribution by site find it by its first column.
 */
export const keysWithoutSite: Readonly<Record<string, string>> = {
  "accounts.account": "one human may work at two sites",
  "accounts.session": "found by its token before a site is known",
  "accounts.sign_in_failure": "counted before anybody is known",
  "accounts.personal_link": "found by its token before a site is known",
  "accounts.password_link": "found by its token before a site is known",
  "accounts.second_factor": "belongs to an account, which belongs to no site",
  "accounts.recovery_code": "belongs to an account, which belongs to no site",
  "network.programme": "stands above the sites",
  "network.site": "is the site",
};

/**
 * Unique keys that may exist beside primary keys. A unique key refuses what is there already and so tells a writer about rows
 * that they may not read: none over anything that says something about a person.
 */
export const uniqueKeys: Readonly<Record<string, string>> = {
  "accounts.account (email)": "sign-in finds one account; only site administration writes it",
  "network.site (slug)": "a public name in addresses and commands",
  "network.unit (site_id, slug)": "a public name in commands",
  "cases.case_file (site_id, id, client_id)": "the primary key and one column more, so that no detail hangs on the case of another client",
  "network.membership (id)": "an actor is found before the site is known; ids are random",
};
