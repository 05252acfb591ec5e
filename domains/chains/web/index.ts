import type { WebDomain } from "../../../platform/web/domain.ts";
import type { Role } from "../../../platform/web/session.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de> {}
}

const readers: readonly Role[] = ["case_manager", "team_lead", "partner", "coordinator", "body_member"];
const team: readonly Role[] = ["accompaniment", "evaluator"];

export const chains: WebDomain = {
  pages: [
    { path: "/chains", roles: readers, load: () => import("./chains-page.tsx").then((module) => module.ChainsPage) },
    { path: "/chains/add", roles: ["coordinator"], load: () => import("./add-chain-page.tsx").then((module) => module.AddChainPage) },
    { path: "/chains/$chainId", roles: readers, load: () => import("./chain-page.tsx").then((module) => module.ChainPage) },
    {
      path: "/chains/$chainId/versions/$versionId",
      roles: readers,
      load: () => import("./chain-page.tsx").then((module) => module.ChainPage),
    },
    {
      path: "/chains/$chainId/versions/$versionId/edit",
      roles: ["coordinator"],
      load: () => import("./editor-page.tsx").then((module) => module.EditorPage),
    },
    {
      path: "/chains/$chainId/versions/$versionId/measured",
      roles: readers,
      load: () => import("./measured-page.tsx").then((module) => module.MeasuredPage),
    },
    {
      path: "/chains/$chainId/compare/$oneId/$otherId",
      roles: readers,
      load: () => import("./compare-page.tsx").then((module) => module.ComparePage),
    },
    { path: "/released-chains", roles: team, load: () => import("./released-pages.tsx").then((module) => module.ReleasedChainsPage) },
    {
      path: "/released-chains/$chainId",
      roles: team,
      load: () => import("./released-pages.tsx").then((module) => module.ReleasedChainPage),
    },
  ],
  slots: [{ slot: "homeDue", roles: ["coordinator"], load: () => import("./home.tsx").then((module) => module.ChainsDue) }],
  navigation: [
    { path: "/chains", label: "chains.nav.chains", roles: ["body_member", "team_lead", "coordinator"], order: 60 },
    { path: "/chains", label: "chains.nav.chains", roles: ["case_manager", "partner"], order: 60, kind: "account" },
    { path: "/released-chains", label: "chains.nav.chains", roles: team, order: 60 },
  ],
  texts: {
    de: () => import("./texts.de.ts").then((module) => module.de),
    en: () => import("./texts.en.ts").then((module) => module.en),
  },
};
