import type { WebDomain } from "../../../platform/web/domain.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de as ofConference } from "./conference/texts.de.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de>, TextsOf<typeof ofConference> {}
}

const offering = ["case_manager", "body_member"] as const;
const seated = ["coordinator", "body_member"] as const;

export const bodies: WebDomain = {
  pages: [
    { path: "/bodies", roles: seated, load: () => import("./bodies-page.tsx").then((module) => module.BodiesPage) },
    { path: "/bodies/found", roles: ["coordinator"], load: () => import("./found-body-page.tsx").then((module) => module.FoundBodyPage) },
    {
      path: "/bodies/submissions",
      roles: ["coordinator"],
      load: () => import("./submissions-page.tsx").then((module) => module.SubmissionsPage),
    },
    { path: "/bodies/decisions", roles: seated, load: () => import("./decisions-page.tsx").then((module) => module.DecisionsPage) },
    {
      path: "/bodies/templates",
      roles: ["coordinator", "site_admin"],
      load: () => import("./templates-page.tsx").then((module) => module.TemplatesPage),
    },
    { path: "/bodies/$bodyId", roles: seated, load: () => import("./body-page.tsx").then((module) => module.BodyPage) },
    { path: "/bodies/meetings/$meetingId", roles: seated, load: () => import("./meeting-page.tsx").then((module) => module.MeetingPage) },
    {
      path: "/bodies/meetings/$meetingId/items/$itemId",
      roles: ["coordinator"],
      load: () => import("./paper-page.tsx").then((module) => module.PaperPage),
    },
    {
      path: "/bodies/meetings/$meetingId/conference",
      roles: seated,
      load: () => import("./conference/conference-page.tsx").then((module) => module.ConferencePage),
    },
    {
      path: "/bodies/meetings/$meetingId/wall",
      roles: seated,
      bare: true,
      load: () => import("./conference/wall-page.tsx").then((module) => module.WallPage),
    },
    { path: "/bodies/calls", roles: offering, load: () => import("./conference/calls.tsx").then((module) => module.CallsPage) },
    { path: "/papers", open: true, bare: true, load: () => import("./papers-page.tsx").then((module) => module.PapersPage) },
  ],
  slots: [
    {
      slot: "themePanels",
      order: 10,
      roles: seated,
      load: () => import("./theme-dossier.tsx").then((module) => module.ThemeDossier),
    },
    {
      slot: "giveThemeToGroup",
      roles: ["coordinator"],
      load: () => import("./project-group.tsx").then((module) => module.GiveToGroup),
    },
    { slot: "groupOfTheme", roles: seated, load: () => import("./project-group.tsx").then((module) => module.GroupOfTheme) },
    { slot: "homeTitle", roles: ["coordinator"], load: () => import("./desk.tsx").then((module) => module.DeskTitle) },
    { slot: "home", roles: ["coordinator"], order: 10, load: () => import("./desk.tsx").then((module) => module.Desk) },
    { slot: "homeTitle", roles: ["body_member"], load: () => import("./member-home.tsx").then((module) => module.MemberTitle) },
    { slot: "home", roles: ["body_member"], order: 10, load: () => import("./member-home.tsx").then((module) => module.MemberHome) },
    {
      slot: "home",
      roles: ["case_manager"],
      order: 60,
      place: "side",
      load: () => import("./conference/calls.tsx").then((module) => module.ConferenceNews),
    },
    {
      slot: "home",
      roles: ["body_member"],
      order: 60,
      place: "side",
      load: () => import("./conference/calls.tsx").then((module) => module.MemberConferenceNews),
    },
  ],
  navigation: [
    { path: "/bodies", label: "bodies.nav.bodies", roles: seated, order: 40 },
    { path: "/bodies/templates", label: "bodies.nav.templates", roles: ["site_admin"], order: 60 },
  ],
  mail: {
    "bodies.invited": "bodies.mail_kind.invited",
    "bodies.meeting_changed": "bodies.mail_kind.meeting_changed",
    "bodies.meeting_cancelled": "bodies.mail_kind.meeting_cancelled",
    "bodies.agenda_changed": "bodies.mail_kind.agenda_changed",
    "bodies.deputy_asked": "bodies.mail_kind.deputy_asked",
    "bodies.minutes_sent": "bodies.mail_kind.minutes_sent",
    "bodies.cases_called": "bodies.mail_kind.cases_called",
    "bodies.result_sent": "bodies.mail_kind.result_sent",
    "bodies.decision_due": "bodies.mail_kind.decision_due",
  },
  texts: {
    de: async () => ({ ...(await import("./texts.de.ts")).de, ...(await import("./conference/texts.de.ts")).de }),
    en: async () => ({ ...(await import("./texts.en.ts")).en, ...(await import("./conference/texts.en.ts")).en }),
  },
};
