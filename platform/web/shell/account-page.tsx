import { type ReactNode, useContext, useState } from "react";
import { Chips } from "../form/choice.tsx";
import { List, ListRow } from "../page/list.tsx";
import { Page, Section } from "../page/page.tsx";
import { Tag } from "../page/panel.tsx";
import { chooseLook, languages, looks, storedLook } from "../preferences.ts";
import { LanguageChoiceContext, useSession } from "../session.ts";
import { Slot } from "../slots.tsx";
import { useLanguage, useTexts } from "../texts.ts";

/** Who one is here: the account, its roles, how Verbund speaks and looks, and the way out everywhere. */
export function AccountPage(): ReactNode {
  const t = useTexts();
  const session = useSession();
  const language = useLanguage();
  const chooseLanguage = useContext(LanguageChoiceContext);
  const [look, setLook] = useState(storedLook);
  return (
    <Page title={t("platform.account.title")} lead={session.account?.name} windowTitle={t("platform.account.title")} width="narrow">
      <Section title={t("platform.account.memberships")} note={t("platform.account.wrong")}>
        <List label={t("platform.account.memberships")}>
          {session.memberships.map((one) => (
            <ListRow key={one.id} action={one.id === session.actor?.membershipId && <Tag tone="good">{t("platform.account.acting")}</Tag>}>
              <p>
                <strong>{one.title ?? t(`platform.role.${one.role}`)}</strong>
              </p>
              <p className="small muted">{[...new Set([one.unitName, one.organisationName, one.siteName])].join(", ")}</p>
            </ListRow>
          ))}
        </List>
      </Section>
      <div className="stack stack-m">
        <Chips
          label={t("platform.account.language")}
          options={languages.map((value) => ({ value, label: t(`platform.language.${value}`) }))}
          value={language}
          onChange={chooseLanguage}
        />
        <Chips
          label={t("platform.account.look")}
          options={looks.map((value) => ({ value, label: t(`platform.look.${value}`) }))}
          value={look}
          onChange={(value) => {
            chooseLook(value);
            setLook(value);
          }}
        />
      </div>
      <Slot name="account" props={{}} />
    </Page>
  );
}
