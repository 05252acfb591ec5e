import { accounts } from "../../domains/accounts/web/index.ts";
import { bodies } from "../../domains/bodies/web/index.ts";
import { cases } from "../../domains/cases/web/index.ts";
import { chains } from "../../domains/chains/web/index.ts";
import { consent } from "../../domains/consent/web/index.ts";
import { cooperation } from "../../domains/cooperation/web/index.ts";
import { directory } from "../../domains/directory/web/index.ts";
import { evaluation } from "../../domains/evaluation/web/index.ts";
import { network } from "../../domains/network/web/index.ts";
import { people } from "../../domains/people/web/index.ts";
import { publication } from "../../domains/publication/web/index.ts";
import { strategy } from "../../domains/strategy/web/index.ts";
import { themes } from "../../domains/themes/web/index.ts";
import type { WebDomain } from "./domain.ts";
import { assemble } from "./shell/shell.tsx";

/** The only place of the browser that knows the domains, in the order of the house. One import, one entry. */
const domains: readonly WebDomain[] = [
  accounts,
  network,
  directory,
  people,
  consent,
  cases,
  themes,
  bodies,
  chains,
  strategy,
  cooperation,
  evaluation,
  publication,
];

export const App = assemble(domains, {
  de: () => import("./texts.de.ts").then((module) => module.de),
  en: () => import("./texts.en.ts").then((module) => module.en),
});
