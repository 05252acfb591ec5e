import type { ReactNode } from "react";
import { Link } from "../form/button.tsx";
import { Icon } from "../page/icon.tsx";
import { useSession } from "../session.ts";
import { useTexts } from "../texts.ts";
import { Menu, Pick } from "./menu.tsx";
import { useWays } from "./ways.ts";

/** "Sie handeln als …": who one is here, and as what else one could act. */
export function ActorMenu(it: { readonly onChoose: (membershipId: string) => void; readonly onSignOut: () => void }): ReactNode {
  const t = useTexts();
  const { account, actor, memberships } = useSession();
  const accountWays = useWays("account");
  if (!actor) return null;
  const roleOf = (choice: { title: string | null; role: (typeof memberships)[number]["role"] }) =>
    choice.title ?? t(`platform.role.${choice.role}`);
  return (
    <Menu
      className="menu--role"
      boxClassName="stack"
      button={
        <>
          <span className="menu__who">
            <small>
              <span className="only-l">{t("platform.actor.acting_as")}</span>
              <span className="only-s">{t("platform.actor.as")}</span>
            </small>{" "}
            <span className="menu__what">
              <b>{roleOf(actor)}</b>
              {", "}
              {actor.organisationName}
            </span>
          </span>
          <Icon name="arrow-down" tone="mute" />
        </>
      }
    >
      {(close) => (
        <>
          <h2>{t("platform.actor.choose")}</h2>
          <div>
            {memberships.map((choice) => (
              <Pick
                key={choice.id}
                isChosen={choice.id === actor.membershipId}
                icon={choice.id === actor.membershipId && <Icon name="check" tone="act" />}
                note={[...new Set([choice.unitName, choice.organisationName, choice.siteName])].join(", ")}
                onPress={() => {
                  close();
                  if (choice.id !== actor.membershipId) it.onChoose(choice.id);
                }}
              >
                {roleOf(choice)}
              </Pick>
            ))}
          </div>
          {memberships.length > 1 && <p className="small muted">{t("platform.actor.never_added")}</p>}
          <div className="row row--apart small">
            <span>
              {account && <span className="muted">{account.name}</span>}
              {accountWays.map((way) => (
                <span key={way.path}>
                  {" "}
                  <Link to={way.path} onPress={close}>
                    {way.label}
                  </Link>
                </span>
              ))}
            </span>
            <button type="button" className="btn-flat" onClick={it.onSignOut}>
              {t("platform.actor.sign_out")}
            </button>
          </div>
        </>
      )}
    </Menu>
  );
}
