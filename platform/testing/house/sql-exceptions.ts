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
  "accounts.mail": "a new password goes to an account that may belong to two sites, or to none yet",
  "accounts.mail_choice": "one human has one mailbox, whatever sites they work at",
  "accounts.mail_server": "one mail server for the installation, one row",
  "network.programme": "stands above the sites",
  "network.site": "is the site",
};

/**
 * Unique keys that may exist beside primary keys. A unique key refuses what is there already and so tells a writer about rows
 * that they may not read: none over anything that says something about a person.
 */
export const uniqueKeys: Readonly<Record<string, string>> = {
  "accounts.account (email)": "sign-in finds one account; only site administration writes it",
  "accounts.mail (account_id, kind, subject_id, version)":
    "the same is never said twice to the same person; only definer functions write, and answer nothing",
  "network.site (slug)": "a public name in addresses and commands",
  "network.unit (site_id, slug)": "a public name in commands",
  "cases.case_file (site_id, id, client_id)": "the primary key and one column more, so that no detail hangs on the case of another client",
  "network.membership (id)": "an actor is found before the site is known; ids are random",
};

/** Tables that bear an epoch of keys and are none of the domains' own: what happens to each when an epoch begins. */
export const wrappedByEpochs: Readonly<Record<string, string>> = {
  "network.organisation_key": "an organisation gets a new key with each epoch, and keys of subjects are wrapped anew by it",
  "themes.reconstruction_draft": "listed and wrapped anew with the keys of reports, by the same two functions of themes",
  "network.draft": "sealed by the organisation itself: network.list_drafts_to_reseal and network.reseal_draft",
};

/** Tables with removed_at whose rows are never purged. */
export const keptThoughRemoved: Readonly<Record<string, string>> = {
  "network.organisation": "decisions, shares and protocols name it long after it has gone",
  "network.unit": "decisions, shares and protocols name it long after it has gone",
};
