import type { ComponentType } from "react";
import type { DueFound } from "./due.ts";
import type { Language } from "./preferences.ts";
import type { Role } from "./session.ts";
import type { TextKey } from "./texts.ts";

/** What `() => import("./page.tsx").then((m) => m.Page)` gives, or a module with a default. */
export type Loaded<Component> = Component | { readonly default: Component };

export type WebPage = {
  /** As the router reads it: "/cases/$caseId". English words, no names of people. */
  readonly path: string;
  /** Who may open it; everybody signed in if absent. The server decides anyway; this spares a dead end. */
  readonly roles?: readonly Role[];
  readonly load: () => Promise<Loaded<ComponentType>>;
  /** Opens without signing in. */
  readonly open?: boolean;
  /** Without header and navigation: for papers opened by link, the public, prints. */
  readonly bare?: boolean;
};

/**
 * Places that pages below leave for domains above: name → what the place hands over. A domain that offers a new place adds it:
 * `declare module "../../../platform/web/domain.ts" { interface Slots { meetingActions: { meetingId: string } } }`
 */
export interface Slots {
  /** Instead of the greeting: h1 and first sentence of Home for a role. The first one counts. */
  homeTitle: Nothing;
  /** Behind the date on Home: one sentence of what is due. */
  homeLead: Nothing;
  /** Sections of Home. */
  home: Nothing;
  /** Draws nothing: hands over what runs out or waits, for the one list of it on Home (`useDueRows`). */
  homeDue: { readonly onFound: DueFound };
  /** The line to search or type in the header (`isSmall`) and on Home. */
  line: { readonly isSmall: boolean };
  /** The form that signs in, shown over a page whose session has ended. */
  signIn: { readonly onSignedIn: () => void };
  casePanels: { readonly caseId: string };
  clientPanels: { readonly clientId: string };
  /** Sections of "Mein Konto". */
  account: Nothing;
  themeActions: { readonly themeId: string };
  themePanels: { readonly themeId: string };
}
export type Nothing = Readonly<Record<never, never>>;
export type SlotName = keyof Slots;

export type SlotFill = {
  [Name in SlotName]: {
    readonly slot: Name;
    /** Small ones first; 100 if absent. */
    readonly order?: number;
    readonly roles?: readonly Role[];
    /** Where the page has two columns. */
    readonly place?: "main" | "side";
    readonly load: () => Promise<Loaded<ComponentType<Slots[Name]>>>;
  };
}[SlotName];

export type NavigationEntry = {
  readonly path: string;
  readonly label: TextKey;
  readonly roles: readonly Role[];
  readonly order?: number;
  /**
   * `way` (if absent): one of at most six in the main menu. `report`: the outlined button that is always in reach; where several
   * are, the one whose parameters the present page knows, so that "/cases/$caseId/report" is meant in a case and "/report" elsewhere.
   * `account`: in the menu of the person. `footer`: at the foot of every page, for everybody.
   */
  readonly kind?: "way" | "report" | "account" | "footer";
};

/** What `domains/<d>/web/index.ts` exports. */
export type WebDomain = {
  readonly pages?: readonly WebPage[];
  readonly slots?: readonly SlotFill[];
  readonly texts?: Readonly<Record<Language, () => Promise<Readonly<Record<string, string>>>>>;
  readonly navigation?: readonly NavigationEntry[];
  /** What its kinds of mail are called where mail is listed: "bodies.invited" → a text. */
  readonly mail?: Readonly<Record<string, TextKey>>;
};
