import { useNavigate } from "@tanstack/react-router";
import { type MouseEvent, type ReactNode, useState } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { dayOf } from "../../../platform/web/clock.ts";
import { addDays } from "../../../platform/web/day.ts";
import { Button, LinkButton, OutLink } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Columns, Page, Section, Stack } from "../../../platform/web/page/page.tsx";
import { Facts, Note, Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { type ContactKind, openPage, type PageView } from "../contract.ts";
import { directionOf, languageNameOf } from "../rules-languages.ts";
import { dialled } from "../rules.ts";
import { Entries } from "./directory-page.tsx";
import { Freshness } from "./freshness.tsx";
import "./directory.css";

export function PagePage(): ReactNode {
  const { pageId } = usePath("pageId");
  return <OfPage key={pageId} pageId={pageId} />;
}

function OfPage(it: { readonly pageId: string }): ReactNode {
  const own = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const page = useAnswer(openPage, { params: { pageId: it.pageId }, query: { language: chosen ?? own } }, { keep: true });
  return <Answered query={page}>{(view) => <Shown page={view} onLanguage={setChosen} />}</Answered>;
}

type Part = { readonly page: PageView };

function Shown(it: Part & { readonly onLanguage: (language: string) => void }): ReactNode {
  const t = useTexts();
  const { page } = it;
  const direction = directionOf(page.language);
  const crumbs = [
    { to: "/directory", label: t("directory.title") },
    ...page.path.map((one) => ({ to: `/directory/pages/${one.id}`, label: one.title })),
  ];
  return (
    <Page
      title={page.title}
      titleLanguage={page.language}
      crumbs={crumbs}
      lead={<Freshness of={page} isOver={page.own?.isOver ?? false} />}
      action={page.own?.abilities.edit && <LinkButton to={`/directory/offers/${page.id}`}>{t("directory.page.edit")}</LinkButton>}
    >
      <Columns
        main={
          <>
            {page.isGone && (
              <Note tone="due" title={t("directory.gone")}>
                <p>{t("directory.gone_note")}</p>
              </Note>
            )}
            <Body page={page} direction={direction} />
            {page.children.length > 0 && (
              <Section
                title={t("directory.below")}
                beside={
                  <LinkButton kind="link" to={`/directory/below/${page.id}`}>
                    {t("directory.search_below")}
                  </LinkButton>
                }
              >
                <Entries entries={page.children} label={t("directory.below")} />
              </Section>
            )}
          </>
        }
        side={
          <>
            <Contacts page={page} />
            {page.location && <Location page={page} />}
            <Languages page={page} onLanguage={it.onLanguage} />
            <Source page={page} />
          </>
        }
      />
    </Page>
  );
}

function Body(it: Part & { readonly direction: "ltr" | "rtl" }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const navigate = useNavigate();
  const { page } = it;
  if (page.isTitleOnly)
    return (
      <Stack>
        <Empty>{t("directory.title_only_note")}</Empty>
        {page.url !== null && (
          <p>
            <OutLink href={page.url}>{t("directory.read_original")}</OutLink>
          </p>
        )}
      </Stack>
    );
  // a link to another page of the directory stays in this window's history
  const follow = (event: MouseEvent<HTMLDivElement>) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const to = link?.getAttribute("href") ?? "";
    if (!to.startsWith("/directory/pages/") || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void navigate({ to });
  };
  return (
    <Stack>
      {page.html === "" ? (
        <Empty>{t(page.children.length > 0 ? "directory.page.empty" : "directory.page.nothing")}</Empty>
      ) : (
        // sanitised when it was brought in, by an allow list that its test holds; a click on one of its links is taken by the router, the keyboard's Enter too
        // oxlint-disable-next-line react/no-danger, jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
        <div className="body" lang={page.language} dir={it.direction} onClick={follow} dangerouslySetInnerHTML={{ __html: page.html }} />
      )}
      {page.own && (page.own.audience !== null || page.own.validUntilOn !== null) && (
        <Facts
          items={[
            ...(page.own.audience === null ? [] : [{ label: t("directory.page.audience"), value: page.own.audience }]),
            ...(page.own.validUntilOn === null
              ? []
              : [{ label: t("directory.page.valid_until"), value: f.dayWithYear(page.own.validUntilOn) }]),
          ]}
        />
      )}
    </Stack>
  );
}

type Contact = PageView["contacts"][number];

/** Whoever is named keeps what belongs to them: one block a person or place, in the order of the page. */
function groupsOf(contacts: readonly Contact[]): { label: string | null; contacts: Contact[] }[] {
  const groups: { label: string | null; contacts: Contact[] }[] = [];
  for (const contact of contacts) {
    const known = groups.find((group) => group.label === contact.label);
    if (known) known.contacts.push(contact);
    else groups.push({ label: contact.label, contacts: [contact] });
  }
  return groups;
}

function Contacts({ page }: Part): ReactNode {
  const t = useTexts();
  if (page.contacts.length === 0) return null;
  return (
    <Section title={t("directory.page.contacts")} gap="m">
      {groupsOf(page.contacts).map((group) => (
        <div key={group.label ?? ""} className="contacts">
          {group.label !== null && (
            <p className="contacts__who" lang={page.language} dir="auto">
              {group.label}
            </p>
          )}
          <dl>
            {group.contacts.map((contact) => (
              <div key={`${contact.kind} ${contact.value}`}>
                <dt className="small muted">{t(`directory.contact.${contact.kind}`)}</dt>
                <dd>
                  <ContactValue kind={contact.kind} value={contact.value} language={page.language} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </Section>
  );
}

function ContactValue(it: { readonly kind: ContactKind; readonly value: string; readonly language: string }): ReactNode {
  if (it.kind === "phone") {
    return (
      <a href={`tel:${dialled(it.value) ?? ""}`} dir="ltr">
        {it.value}
      </a>
    );
  }
  if (it.kind === "mail")
    return (
      <a href={`mailto:${it.value}`} dir="ltr">
        {it.value}
      </a>
    );
  if (it.kind === "web") {
    const url = URL.parse(it.value);
    return (
      <OutLink href={it.value}>{url ? `${url.hostname.replace(/^www\./, "")}${url.pathname.length > 1 ? " …" : ""}` : it.value}</OutLink>
    );
  }
  return (
    <span lang={it.language} dir="auto">
      {it.kind === "hours" ? it.value.split(/;\s*/).map((line) => <span key={line}>{line}</span>) : it.value}
    </span>
  );
}

/** A Monday, to name the days of the week by. */
const monday = "2026-11-23";

function Location({ page }: Part): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { location } = page;
  if (!location) return null;
  const hours = location.openingHours;
  return (
    <Section title={t(hours === null ? "directory.location.position" : "directory.location.hours")} gap="s">
      {location.isClosed && <Tag tone="bad">{t("directory.location.closed")}</Tag>}
      {hours !== null && (
        <Facts
          items={hours.map((day, at) => ({
            label: f.weekday(addDays(monday, at)),
            value: day.isClosed
              ? t("directory.location.day_closed")
              : day.isAllDay
                ? t("directory.location.all_day")
                : [
                    ...day.slots.map((slot) => t("directory.location.slot", slot)),
                    ...(day.byAppointment ? [t("directory.location.by_appointment")] : []),
                  ].join(", ") || "–",
          }))}
        />
      )}
      {location.isBarrierFree !== null && (
        <p>{t(location.isBarrierFree ? "directory.location.barrier_free" : "directory.location.not_barrier_free")}</p>
      )}
      {location.latitude !== null && location.longitude !== null && (
        <p className="small muted">
          {t("directory.location.coordinates", { latitude: f.number(location.latitude, 5), longitude: f.number(location.longitude, 5) })}
        </p>
      )}
    </Section>
  );
}

function Languages(it: Part & { readonly onLanguage: (language: string) => void }): ReactNode {
  const t = useTexts();
  const { page } = it;
  if (page.languages.length < 2) return null;
  const whole = page.languages.filter((one) => !one.isTitleOnly);
  const titles = page.languages.filter((one) => one.isTitleOnly);
  const button = (language: string) => (
    <li key={language}>
      <Button kind="link" isPressed={language === page.language} onPress={() => it.onLanguage(language)}>
        <span lang={language} dir={directionOf(language)}>
          {languageNameOf(language)}
        </span>
      </Button>
    </li>
  );
  return (
    <Section title={t("directory.page.languages")} gap="s">
      <ul className="tongues">{whole.map((one) => button(one.language))}</ul>
      {titles.length > 0 && (
        <ul className="tongue-titles" aria-label={t("directory.title_only")}>
          {titles.map((one) => (
            <li key={one.language} className="small">
              <span className="muted" lang={one.language}>
                {languageNameOf(one.language)}
              </span>
              <span lang={one.language} dir={directionOf(one.language)}>
                {one.url === null ? one.title : <OutLink href={one.url}>{one.title}</OutLink>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Source({ page }: Part): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { source } = page;
  return (
    <Section title={t("directory.page.source")} gap="s">
      <p>{source.kind === "own" ? t("directory.page.own_source") : source.attribution}</p>
      {source.licence !== null && <p className="small">{t("directory.page.licence", { licence: source.licence })}</p>}
      {page.changedAt !== null && (
        <p className="small muted">{t("directory.page.changed_on", { day: f.dayWithYear(dayOf(new Date(page.changedAt))) })}</p>
      )}
      {source.kind !== "own" && (
        <>
          <p className="small muted">{t("directory.page.imported", { day: f.dayWithYear(dayOf(new Date(page.importedAt))) })}</p>
          <p className="small muted">{t("directory.page.pictures")}</p>
        </>
      )}
      {page.url !== null && !page.isTitleOnly && (
        <p className="small">
          <OutLink href={page.url}>{t("directory.read_original")}</OutLink>
        </p>
      )}
    </Section>
  );
}
