import { Link as RouterLink, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { LinkButton } from "../form/button.tsx";
import { Icon, Mark } from "../page/icon.tsx";
import { chooseLook, type Language, languages, looks, storedLook } from "../preferences.ts";
import { caseRoles, useSession } from "../session.ts";
import { Slot, useIsFilled } from "../slots.tsx";
import { useLanguage, useTexts } from "../texts.ts";
import { ActorMenu } from "./actor-menu.tsx";
import { Menu, Pick } from "./menu.tsx";
import { inRow, isOnWay, useReportWay, useWays } from "./ways.ts";

type FrameProps = {
  readonly onLanguage: (language: Language) => void;
  readonly onChoose: (membershipId: string) => void;
  readonly onSignOut: () => void;
  readonly isOffline: boolean;
  readonly children: ReactNode;
};

/** What stands around every page: where one is, as who one acts, and how to report a gap. */
export function Frame(it: FrameProps): ReactNode {
  const t = useTexts();
  const session = useSession();
  const { actor } = session;
  const path = useRouterState({ select: (state) => state.location.pathname });
  const report = useReportWay(path);
  const showsLine = useIsFilled("line") && actor !== null && caseRoles.includes(actor.role) && path !== "/";
  return (
    <>
      <a className="skip" href="#content">
        {t("platform.skip")}
      </a>
      <header className="head">
        {session.demo && (
          <p className="demo">
            <span className="wrap">{t("platform.demo")}</span>
          </p>
        )}
        <div className="top">
          <div className="wrap">
            <div className="top__row">
              <RouterLink className="brand" to="/">
                <Mark />
                <span>
                  <b>{t("platform.name")}</b>
                  {actor && <span>{actor.siteName}</span>}
                </span>
              </RouterLink>
              {showsLine && (
                <div className="top__line only-l">
                  <Slot name="line" props={{ isSmall: true }} />
                </div>
              )}
              <LanguageMenu onLanguage={it.onLanguage} />
              <ActorMenu onChoose={it.onChoose} onSignOut={it.onSignOut} />
              {showsLine && (
                <RouterLink className="ico only-s" to="/" aria-label={t("platform.search")}>
                  <Icon name="search" />
                </RouterLink>
              )}
              <PhoneMenu onLanguage={it.onLanguage} />
              {!session.signedIn && path !== "/sign-in" && <LinkButton to="/sign-in">{t("platform.actor.sign_in")}</LinkButton>}
            </div>
            <MainMenu path={path} report={report} />
          </div>
        </div>
      </header>
      {it.isOffline && (
        <output className="offline">
          <span className="wrap">
            <Icon name="warning" tone="due" />
            <span>
              <b>{t("platform.offline.title")}.</b> {t("platform.offline.body")}
            </span>
          </span>
        </output>
      )}
      <main id="content" className="wrap" tabIndex={-1}>
        {it.children}
      </main>
      <Foot />
      {report && (
        <nav className="bar" aria-label={report.label}>
          <LinkButton to={report.path}>{report.label}</LinkButton>
        </nav>
      )}
    </>
  );
}

function MainMenu(it: { readonly path: string; readonly report: { path: string; label: string } | undefined }): ReactNode {
  const t = useTexts();
  const { actor } = useSession();
  const { shown, more } = inRow(useWays("way"));
  if (!actor) return null;
  return (
    <div className="nav">
      <nav aria-label={t("platform.main_menu")}>
        <Way way={{ path: "/", label: t("platform.home.title") }} path={it.path} />
        {shown.map((way) => (
          <Way key={way.path} way={way} path={it.path} />
        ))}
        {more.length > 0 && (
          <Menu
            className={`menu--more ${more.some((way) => isOnWay(way.path, it.path)) ? "is-current" : ""}`}
            boxClassName="menu__box--s"
            button={
              <>
                {t("platform.more")}
                <Icon name="arrow-down" tone="mute" />
              </>
            }
          >
            {(close) => more.map((way) => <Way key={way.path} way={way} path={it.path} className="pick pick--way" onPress={close} />)}
          </Menu>
        )}
      </nav>
      {it.report && <LinkButton to={it.report.path}>{it.report.label}</LinkButton>}
    </div>
  );
}

function Way(it: {
  readonly way: { path: string; label: string };
  readonly path: string;
  readonly onPress?: () => void;
  readonly className?: string;
}): ReactNode {
  return (
    <RouterLink
      to={it.way.path}
      className={it.className}
      onClick={it.onPress}
      activeProps={{}}
      aria-current={isOnWay(it.way.path, it.path) ? "page" : undefined}
    >
      {it.way.label}
    </RouterLink>
  );
}

function LookPicks(it: { readonly onPicked: () => void }): ReactNode {
  const t = useTexts();
  const look = storedLook();
  return looks.map((one) => (
    <Pick
      key={one}
      isChosen={one === look}
      icon={one === look ? <Icon name="check" tone="act" /> : undefined}
      onPress={() => {
        chooseLook(one);
        it.onPicked();
      }}
    >
      {t(`platform.look.${one}`)}
    </Pick>
  ));
}

function LanguageMenu(it: { readonly onLanguage: (language: Language) => void }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  return (
    <Menu
      className="only-l"
      boxClassName="menu__box--s"
      button={
        <>
          <Icon name="language" tone="mute" />
          <span>
            <span className="kern-sr-only">{`${t("platform.language.choose")}, ${t("platform.look.choose")}: `}</span>
            {t(`platform.language.${language}`)}
          </span>
        </>
      }
    >
      {(close) => (
        <>
          <LanguagePicks
            onPicked={(one) => {
              close();
              it.onLanguage(one);
            }}
          />
          <p className="menu__head small muted">{t("platform.look.choose")}</p>
          <LookPicks onPicked={close} />
        </>
      )}
    </Menu>
  );
}

function LanguagePicks(it: { readonly onPicked: (language: Language) => void }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  return languages.map((one) => (
    <Pick
      key={one}
      lang={one}
      isChosen={one === language}
      icon={one === language ? <Icon name="check" tone="act" /> : undefined}
      onPress={() => it.onPicked(one)}
    >
      {t(`platform.language.${one}`)}
    </Pick>
  ));
}

function PhoneMenu(it: { readonly onLanguage: (language: Language) => void }): ReactNode {
  const t = useTexts();
  const { actor } = useSession();
  const ways = useWays("way");
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <Menu
      className="only-s"
      button={
        <>
          <Icon name="dehaze" />
          <b>{t("platform.menu")}</b>
        </>
      }
    >
      {(close) => (
        <>
          {actor && (
            <nav aria-label={t("platform.main_menu")}>
              {[{ path: "/", label: t("platform.home.title") }, ...ways].map((way) => (
                <Way key={way.path} way={way} path={path} className="pick pick--way" onPress={close} />
              ))}
            </nav>
          )}
          <p className="menu__head small muted">{t("platform.language.choose")}</p>
          <LanguagePicks
            onPicked={(one) => {
              close();
              it.onLanguage(one);
            }}
          />
          <p className="menu__head small muted">{t("platform.look.choose")}</p>
          <LookPicks onPicked={close} />
        </>
      )}
    </Menu>
  );
}

/** At the foot of every page, whoever reads it. */
export function Foot(): ReactNode {
  const t = useTexts();
  const ways = useWays("footer");
  if (ways.length === 0) return null;
  return (
    <footer className="foot">
      <nav className="wrap row" aria-label={t("platform.footer_menu")}>
        {ways.map((way) => (
          <RouterLink key={way.path} to={way.path}>
            {way.label}
          </RouterLink>
        ))}
      </nav>
    </footer>
  );
}
