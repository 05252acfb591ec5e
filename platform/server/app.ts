import { jobs as accountsJobs } from "../../domains/accounts/jobs.ts";
import { mailKinds as accountsMail } from "../../domains/accounts/mail/kinds.ts";
import { routes as accounts } from "../../domains/accounts/routes.ts";
import { publicWay as publicStories, reportSource as bodiesReport, wordTemplates } from "../../domains/bodies/index.ts";
import { jobs as bodiesJobs } from "../../domains/bodies/jobs.ts";
import { mailKinds as bodiesMail } from "../../domains/bodies/mail/kinds.ts";
import { routes as bodies } from "../../domains/bodies/routes.ts";
import { importedRows, reportSource as casesReport } from "../../domains/cases/index.ts";
import { jobs as casesJobs } from "../../domains/cases/jobs.ts";
import { routes as cases } from "../../domains/cases/routes.ts";
import { routes as chains } from "../../domains/chains/routes.ts";
import { routes as consent } from "../../domains/consent/routes.ts";
import { jobs as cooperationJobs } from "../../domains/cooperation/jobs.ts";
import { mailKinds as cooperationMail } from "../../domains/cooperation/mail/kinds.ts";
import { routes as cooperation } from "../../domains/cooperation/routes.ts";
import { reportSource as directoryReport } from "../../domains/directory/index.ts";
import { routes as directory } from "../../domains/directory/routes.ts";
import { routes as evaluation } from "../../domains/evaluation/routes.ts";
import { goneKeys, type HashesUnderEpochs, type UnderEpochs, type WrappedKeys } from "../../domains/network/index.ts";
import { routes as network } from "../../domains/network/routes.ts";
import { rekeyNames } from "../../domains/people/index.ts";
import { routes as people } from "../../domains/people/routes.ts";
import { publicWay as publicReports } from "../../domains/publication/index.ts";
import { jobs as publicationJobs } from "../../domains/publication/jobs.ts";
import { mailKinds as publicationMail } from "../../domains/publication/mail/kinds.ts";
import { routes as publication } from "../../domains/publication/routes.ts";
import { reportSource as strategyReport } from "../../domains/strategy/index.ts";
import { jobs as strategyJobs } from "../../domains/strategy/jobs.ts";
import { mailKinds as strategyMail } from "../../domains/strategy/mail/kinds.ts";
import { routes as strategy } from "../../domains/strategy/routes.ts";
import { reportSource as themesReport } from "../../domains/themes/index.ts";
import { jobs as themesJobs } from "../../domains/themes/jobs.ts";
import { mailKinds as themesMail } from "../../domains/themes/mail/kinds.ts";
import { routes as themes } from "../../domains/themes/routes.ts";
import type { Hearer } from "./database/hear.ts";
import type { Routes } from "./http/routes.ts";
import type { Job } from "./jobs.ts";
import type { MailKind } from "./mail/kind.ts";

export type ServerDomain = {
  readonly name: string;
  readonly routes?: Routes;
  readonly jobs?: readonly Job[];
  /** What the domain has to say by mail. */
  readonly mail?: readonly MailKind[];
  /** Where keys of subjects lie, which each new epoch wraps anew. */
  readonly wrappedKeys?: WrappedKeys;
  /** What else lies under an epoch, and moves to the next. */
  readonly hashes?: HashesUnderEpochs;
  /** Its schema has things that can be removed, and the function purge_removed. */
  readonly purges?: true;
  /** What every process that serves must hear of, whoever did it. */
  readonly hears?: readonly Hearer[];
};

/** What domains have to tell in the reports of a site, in the order in which it is offered. */
const reportSources = [casesReport, themesReport, bodiesReport, strategyReport, directoryReport];

/** The domains in the order in which their policies build on each other. The only place of the server that knows them. */
export const domains: readonly ServerDomain[] = [
  { name: "accounts", routes: accounts, jobs: accountsJobs, mail: accountsMail },
  { name: "network", routes: network, hears: [goneKeys], purges: true },
  // no endpoint of its own: the gate that others pass figures through
  { name: "disclosure" },
  { name: "directory", routes: directory },
  { name: "people", routes: people, wrappedKeys: { schema: "people", table: "people.data_key", carry: rekeyNames } },
  { name: "consent", routes: consent },
  { name: "cases", routes: cases, jobs: casesJobs, hashes: importedRows },
  {
    name: "themes",
    routes: themes,
    jobs: themesJobs,
    mail: themesMail,
    wrappedKeys: { schema: "themes", table: "themes.report_key" },
    purges: true,
  },
  { name: "bodies", routes: bodies({ publicWays: [publicReports] }), jobs: bodiesJobs, mail: bodiesMail, purges: true },
  { name: "chains", routes: chains, purges: true },
  { name: "strategy", routes: strategy, jobs: strategyJobs, mail: strategyMail, purges: true },
  { name: "cooperation", routes: cooperation, jobs: cooperationJobs, mail: cooperationMail, purges: true },
  { name: "evaluation", routes: evaluation, purges: true },
  {
    name: "publication",
    routes: publication({ sources: reportSources, templates: wordTemplates, publicWays: [publicStories] }),
    jobs: publicationJobs,
    mail: publicationMail,
    purges: true,
  },
];

/** What each new epoch of keys takes along. */
export const underEpochs: UnderEpochs = {
  wrappedKeys: domains.flatMap((domain) => domain.wrappedKeys ?? []),
  hashes: domains.flatMap((domain) => domain.hashes ?? []),
};
